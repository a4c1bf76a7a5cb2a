//! What a page says of its article in JSON-LD, with the words of schema.org.

use dom_query::Document;
use serde_json::Value;

/// Fields of the first article, as they stand there.
#[derive(Default, Debug)]
pub(super) struct Article {
    pub title: Option<String>,
    pub date: Option<String>,
    pub lang: Option<String>,
    pub author: Option<String>,
    pub medium: Option<String>,
}

/// The types that are articles: <https://schema.org/Article> and its kin.
const TYPES: [&str; 12] = [
    "Article",
    "NewsArticle",
    "BlogPosting",
    "Report",
    "ScholarlyArticle",
    "OpinionNewsArticle",
    "AnalysisNewsArticle",
    "ReportageNewsArticle",
    "ReviewNewsArticle",
    "LiveBlogPosting",
    "SocialMediaPosting",
    "TechArticle",
];
/// A graph of more things than these is no page about one article.
const MOST: usize = 1000;

/// The article that the page describes; empty where it describes none, or in no valid JSON.
pub(super) fn read(page: &Document) -> Article {
    for script in page.select("script[type='application/ld+json']").nodes() {
        let Ok(value) = serde_json::from_str::<Value>(script.text().trim()) else {
            continue;
        };
        if let Some(found) = find(&value) {
            return Article {
                title: text(&found["headline"]).or_else(|| text(&found["name"])),
                date: text(&found["datePublished"]).or_else(|| text(&found["dateCreated"])),
                lang: text(&found["inLanguage"]),
                author: names(&found["author"]),
                medium: names(&found["publisher"]),
            };
        }
    }
    Article::default()
}

/// The first article of a value, a list or a graph.
fn find(value: &Value) -> Option<&Value> {
    let mut waiting = vec![value];
    for _ in 0..MOST {
        let value = waiting.pop()?;
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                let is_article =
                    |kind: &Value| kind.as_str().is_some_and(|kind| TYPES.contains(&kind));
                match object.get("@type") {
                    Some(Value::Array(kinds)) if kinds.iter().any(is_article) => {
                        return Some(value);
                    }
                    Some(kind) if is_article(kind) => return Some(value),
                    _ => waiting.extend(object.get("@graph")),
                }
            }
            _ => {}
        }
    }
    None
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        // {"@value": …} or a language {"@type": "Language", "name": …}
        Value::Object(object) => object
            .get("@value")
            .or_else(|| object.get("alternateName"))
            .and_then(Value::as_str)
            .map(str::to_owned),
        _ => None,
    }
}

/// The names of a person or an organisation, or of several.
fn names(value: &Value) -> Option<String> {
    let name = |value: &Value| match value {
        Value::String(name) => Some(name.clone()),
        other => other["name"].as_str().map(str::to_owned),
    };
    let all: Vec<String> = match value {
        Value::Array(values) => values.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    };
    (!all.is_empty()).then(|| all.join(", "))
}
