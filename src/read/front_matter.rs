//! The fields above a Markdown text: YAML (`key: value` between lines of `---`) or TOML (`+++`).

use super::Problem;

/// Fields and values in the order of the file, keys in lower case.
#[derive(Default, PartialEq, Debug)]
pub(super) struct FrontMatter {
    pub fields: Vec<(String, String)>,
}

impl FrontMatter {
    /// The value of the first of the keys that has one.
    pub fn get(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| {
            let field = self.fields.iter().find(|(known, _)| known == key)?;
            (!field.1.trim().is_empty()).then(|| field.1.trim().to_owned())
        })
    }
}

/// The front matter and the byte at which the text below it starts; empty and 0 where there is none.
///
/// Of YAML, fields of one line are read, quoted or not, and lists (`[a, b]` or `- a` lines), joined
/// by commas; what is nested deeper is passed over.
///
/// # Errors
/// With the line, if the front matter does not end or is no TOML.
pub(super) fn read(file: &str, text: &str) -> Result<(FrontMatter, usize), Problem> {
    let fence = match text.lines().next().map(str::trim_end) {
        Some("---") => "---",
        Some("+++") => "+++",
        _ => return Ok((FrontMatter::default(), 0)),
    };
    let mut at = 0;
    let mut inside = Vec::new();
    for (number, line) in text.split_inclusive('\n').enumerate() {
        at += line.len();
        let line = line.trim_end();
        if number > 0 && (line == fence || fence == "---" && line == "...") {
            let matter = if fence == "---" {
                Ok(yaml(&inside))
            } else {
                toml_fields(file, &inside)
            };
            return matter.map(|matter| (matter, at));
        }
        if number > 0 {
            inside.push(line);
        }
    }
    // A text can start with a rule.
    if fence == "---" && !inside.iter().take(3).any(|line| key_of(line).is_some()) {
        return Ok((FrontMatter::default(), 0));
    }
    Err(Problem::at(
        file,
        1,
        format!("the front matter does not end: expected a line `{fence}` below it"),
    ))
}

fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = !key.is_empty()
        && key
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    (plain && (value.is_empty() || value.starts_with([' ', '\t']))).then_some((key, value.trim()))
}

fn yaml(lines: &[&str]) -> FrontMatter {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        if let Some((key, value)) = key_of(line) {
            fields.push((key.to_ascii_lowercase(), yaml_value(value)));
        } else if let Some(item) = line.trim_start().strip_prefix("- ")
            && let Some((_, value)) = fields.last_mut()
        {
            if !value.is_empty() {
                value.push_str(", ");
            }
            value.push_str(&yaml_value(item.trim()));
        }
    }
    FrontMatter { fields }
}

/// <https://yaml.org/spec/1.2.2/#73-flow-scalar-styles>
fn yaml_value(value: &str) -> String {
    if let Some(inner) = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        return inner.replace("\\\"", "\"").replace("\\\\", "\\");
    }
    if let Some(inner) = value
        .strip_prefix('\'')
        .and_then(|rest| rest.strip_suffix('\''))
    {
        return inner.replace("''", "'");
    }
    if let Some(inner) = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        let items: Vec<String> = inner
            .split(',')
            .map(|item| yaml_value(item.trim()))
            .collect();
        return items.join(", ");
    }
    value
        .split(" #")
        .next()
        .unwrap_or_default()
        .trim()
        .to_owned()
}

fn toml_fields(file: &str, lines: &[&str]) -> Result<FrontMatter, Problem> {
    let text = lines.join("\n");
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        let line = 2 + text[..at.min(text.len())].matches('\n').count();
        Problem::at(
            file,
            line,
            format!("the front matter is no TOML: {}", error.message()),
        )
    })?;
    let shown = |value: &toml::Value| match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let fields = table
        .iter()
        .filter_map(|(key, value)| {
            let value = match value {
                toml::Value::Array(values) => {
                    let all: Vec<String> = values.iter().filter_map(shown).collect();
                    Some(all.join(", "))
                }
                other => shown(other),
            };
            Some((key.to_ascii_lowercase(), value?))
        })
        .collect();
    Ok(FrontMatter { fields })
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn reads_yaml_and_toml() {
        let yaml = "---\r\nTitle: \"Le \\\"clic\\\" : enquête\"\r\ndate: 2017-02-03 # vu\nauthors:\n  - Anne\n  - Paul\ntags: [a, 'b']\n---\nTexte";
        let (matter, at) = read("a.md", yaml).unwrap();
        assert_eq!(
            matter.get(&["title"]).as_deref(),
            Some("Le \"clic\" : enquête")
        );
        assert_eq!(matter.get(&["date"]).as_deref(), Some("2017-02-03"));
        assert_eq!(
            matter.get(&["author", "authors"]).as_deref(),
            Some("Anne, Paul")
        );
        assert_eq!(matter.get(&["tags"]).as_deref(), Some("a, b"));
        assert_eq!(&yaml[at..], "Texte");
        let (matter, _) = read("a.md", "+++\ndate = 2017-02-03\ntitle = 'T'\n+++\n").unwrap();
        assert_eq!(matter.get(&["date"]).as_deref(), Some("2017-02-03"));
    }

    #[test]
    fn tells_what_is_wrong_with_its_line() {
        let error = |text: &str| read("a.md", text).unwrap_err().to_string();
        assert!(error("---\ntitle: x\n").starts_with("a.md:1: the front matter does not end"));
        assert!(
            error("+++\na = 1\nb = = 2\n+++\n").starts_with("a.md:3: the front matter is no TOML")
        );
        assert_eq!(read("a.md", "---\n\nA rule above a text.\n").unwrap().1, 0);
        assert_eq!(read("a.md", "").unwrap().1, 0);
    }
}
