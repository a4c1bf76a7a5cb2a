//! HTML pages: the main text of an article, or each of the articles of an archive page.

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::body::Builder;
use super::dom::walk;
use super::draft::{Body, Draft, Words};
use super::flat::flat;
use super::json_ld;
use crate::model::{Lang, PartialDate};

/// An article of an archive page has at least as many characters.
const SHORTEST: usize = 140;
/// Larger pages are not weighed by readability: all of their text is taken.
const MOST_ELEMENTS: usize = 200_000;

/// The posts of a page.
pub(super) fn read(html: &str, words: &Words) -> Vec<Draft> {
    let html = &*flat(html);
    let page = Document::from(html);
    let meta = Meta::of(&page, words);
    let articles = articles(&page);
    if articles.len() > 1 {
        return articles
            .iter()
            .map(|article| of_article(article, &meta, words))
            .collect();
    }
    let title = meta
        .title
        .clone()
        .or_else(|| heading(&page.root()).map(|(title, _)| title));
    let body = main_text(html, &page, title.as_deref());
    vec![Draft {
        end: body.text.chars().count(),
        body,
        title,
        date: meta.date,
        lang: meta.lang,
        url: meta.url,
        author: meta.author,
        medium: meta.medium,
        start: 0,
    }]
}

/// The text of a piece of HTML, as feeds have it.
pub(super) fn fragment(html: &str, title: Option<&str>) -> Body {
    let mut builder = Builder::default();
    walk(&Document::fragment(&*flat(html)).root(), &mut builder);
    builder.finish(title)
}

/// What a page says of itself.
struct Meta {
    title: Option<String>,
    date: Option<PartialDate>,
    lang: Option<String>,
    url: Option<String>,
    author: Option<String>,
    medium: Option<String>,
}

impl Meta {
    fn of(page: &Document, words: &Words) -> Meta {
        let linked = json_ld::read(page);
        let content = |selector: &str| {
            let found = page.select_single(selector);
            said(found.attr("content")?.as_ref())
        };
        let any = |selectors: &[&str]| selectors.iter().find_map(|selector| content(selector));
        let config = Config {
            disable_json_ld: true,
            ..Config::default()
        };
        let named = || {
            // Takes the site's name off `<title>`.
            let reader = Readability::with_document(page.clone(), None, Some(config)).ok()?;
            said(&reader.get_article_title())
        };
        let lang = linked.lang.or_else(|| {
            let html = page.select_single("html[lang]");
            html.attr("lang").map(|lang| lang.to_string())
        });
        let lang = lang.or_else(|| {
            any(&[
                "meta[http-equiv='content-language']",
                "meta[property='og:locale']",
            ])
        });
        let date = linked.date.or_else(|| {
            any(&[
                "meta[property='article:published_time']",
                "meta[itemprop='datePublished']",
                "meta[name='date']",
                "meta[name='dc.date']",
                "meta[name='DC.date']",
                "meta[name='DC.date.issued']",
                "meta[name='dcterms.created']",
                "meta[name='citation_publication_date']",
                "meta[name='pubdate']",
            ])
        });
        let lang_of_dates = lang.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::EN);
        let canonical = page.select_single("link[rel='canonical']").attr("href");
        Meta {
            title: linked
                .title
                .as_deref()
                .and_then(said)
                .or_else(|| any(&["meta[property='og:title']", "meta[name='citation_title']"]))
                .or_else(|| only_h1(page))
                .or_else(named),
            date: date
                .and_then(|date| read_date(&date, lang_of_dates, words))
                .or_else(|| timed(&page.root(), lang_of_dates, words)),
            lang,
            url: canonical
                .and_then(|url| said(&url))
                .or_else(|| any(&["meta[property='og:url']"]))
                .filter(|url| url.starts_with("http")),
            author: linked.author.or_else(|| {
                any(&[
                    "meta[name='author']",
                    "meta[property='article:author']",
                    "meta[name='citation_author']",
                ])
                .filter(|name| !name.starts_with("http"))
            }),
            medium: linked
                .medium
                .or_else(|| any(&["meta[property='og:site_name']"])),
        }
    }
}

/// The articles of an archive page, outermost ones only; fewer than two where the page has one
/// article, or one that outweighs the rest (which then are hints at other pages).
fn articles(page: &Document) -> Vec<NodeRef<'_>> {
    for selector in ["article", ".hentry", ".h-entry"] {
        let found: Vec<(NodeRef<'_>, usize)> = page
            .select(selector)
            .nodes()
            .iter()
            .map(|node| (*node, node.normalized_char_count()))
            .filter(|(_, length)| *length >= SHORTEST)
            .collect();
        let inner = |node: &NodeRef<'_>| {
            node.ancestors_it(None)
                .any(|outer| found.iter().any(|(other, _)| other.id == outer.id))
        };
        let outermost: Vec<(NodeRef<'_>, usize)> = found
            .iter()
            .filter(|(node, _)| !inner(node))
            .copied()
            .collect();
        let all: usize = outermost.iter().map(|(_, length)| length).sum();
        let longest = outermost
            .iter()
            .map(|(_, length)| *length)
            .max()
            .unwrap_or(0);
        let count = outermost.len();
        // Of two, one may well be much longer; of the main text and a row of teasers it is.
        if count >= 2 && longest * 10 <= all * if count == 2 { 9 } else { 8 } {
            return outermost.into_iter().map(|(node, _)| node).collect();
        }
    }
    Vec::new()
}

fn of_article(article: &NodeRef<'_>, page: &Meta, words: &Words) -> Draft {
    let lang = article
        .attr("lang")
        .map(|lang| lang.to_string())
        .or(page.lang.clone());
    let lang_of_dates = lang.as_deref().and_then(Lang::from_tag).unwrap_or(Lang::EN);
    let (title, link) = heading(article).map_or((None, None), |(title, link)| (Some(title), link));
    let author = [
        "[rel='author']",
        "[itemprop='author']",
        ".author",
        ".byline",
    ]
    .iter()
    .find_map(|selector| {
        let found = dom_query::Selection::from(*article).select_single(selector);
        said(&found.text()).filter(|name| name.chars().count() <= 80)
    });
    let mut builder = Builder::default();
    walk(article, &mut builder);
    let body = builder.finish(title.as_deref());
    Draft {
        end: body.text.chars().count(),
        body,
        title,
        date: timed(article, lang_of_dates, words),
        lang,
        url: link.and_then(|link| absolute(&link, page.url.as_deref())),
        author: author.or_else(|| page.author.clone()),
        medium: page.medium.clone(),
        start: 0,
    }
}

/// The main text by readability; all text of the page where that finds none.
fn main_text(html: &str, page: &Document, title: Option<&str>) -> Body {
    let config = Config {
        disable_json_ld: true,
        max_elements_to_parse: MOST_ELEMENTS,
        ..Config::default()
    };
    let article = Readability::new(html, None, Some(config))
        .and_then(|mut reader| reader.parse())
        .ok();
    if let Some(article) = article {
        let body = fragment(&article.content, title);
        if body.blocks.len() > usize::from(title.is_some()) {
            return body;
        }
    }
    let mut builder = Builder::default();
    walk(&page.body().unwrap_or_else(|| page.root()), &mut builder);
    builder.finish(title)
}

/// The first heading below a node, and the address that it links to.
fn heading(node: &NodeRef<'_>) -> Option<(String, Option<String>)> {
    let inside = dom_query::Selection::from(*node);
    let found = ["h1", "h2", "h3", ".entry-title", ".p-name"]
        .iter()
        .map(|selector| inside.select_single(selector))
        .find(|found| !found.text().trim().is_empty())?;
    let link = found
        .select_single("a[href]")
        .attr("href")
        .or_else(|| found.nodes().first()?.parent()?.attr("href"));
    Some((said(&found.text())?, link.map(|link| link.to_string())))
}

fn only_h1(page: &Document) -> Option<String> {
    let found = page.select("h1");
    match found.nodes() {
        [one] => said(&one.text()),
        _ => None,
    }
}

/// The date of the first `<time>` below a node.
fn timed(node: &NodeRef<'_>, lang: Lang, words: &Words) -> Option<PartialDate> {
    let inside = dom_query::Selection::from(*node);
    let times = inside.select("time, [itemprop='datePublished'], .entry-date, .published");
    times.nodes().iter().find_map(|time| {
        let machine = time.attr("datetime").or_else(|| time.attr("content"));
        machine
            .and_then(|date| read_date(&date, lang, words))
            .or_else(|| read_date(&time.text(), lang, words))
    })
}

/// A date as machines or people write it.
pub(super) fn read_date(text: &str, lang: Lang, words: &Words) -> Option<PartialDate> {
    let text = text.trim();
    text.replace('/', "-").parse().ok().or_else(|| {
        let dates = words.judge(lang).dates(text);
        dates.iter().find_map(|date| date.date.full())
    })
}

/// The address that a link means on a page; `None` if the page's own is not known.
fn absolute(link: &str, page: Option<&str>) -> Option<String> {
    let link = link.trim();
    if link.starts_with("http://") || link.starts_with("https://") {
        return Some(link.to_owned());
    }
    let page = page?;
    let scheme = page.find("://")? + 3;
    if let Some(rest) = link.strip_prefix("//") {
        return Some(format!("{}{rest}", &page[..scheme]));
    }
    let host = page[scheme..]
        .find('/')
        .map_or(page.len(), |end| scheme + end);
    link.starts_with('/')
        .then(|| format!("{}{link}", &page[..host]))
}

fn said(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
