//! The README's reference of what asks and changes a store in SPARQL: its options are those of the help.
//!
//! `TACHERON_WRITE_README=1 cargo test --test reference` writes the options into it as the help has them now.

use std::fs;
use std::path::Path;
use tacheron::cli;

/// The verbs whose options the README lists.
const VERBS: &[&str] = &[
    "query", "queries", "update", "shell", "push", "dump", "load",
];

/// Where the list of a verb starts; it ends with [`END`].
fn start(verb: &str) -> String {
    format!("<!-- options of {verb} -->\n")
}
const END: &str = "<!-- end -->";

/// The options of a verb as a table in Markdown.
fn options(verb: &str) -> String {
    let command = cli::command();
    let found = command.find_subcommand(verb);
    let verb = found.unwrap_or_else(|| panic!("there is no verb {verb}"));
    let mut table = String::from("| option | what it does |\n| --- | --- |\n");
    for argument in verb.get_arguments().filter(|it| !it.is_hide_set()) {
        let value = argument
            .get_value_names()
            .filter(|_| argument.get_action().takes_values())
            .map_or(String::new(), |names| names.join(" "));
        let named = match (argument.get_short(), argument.get_long()) {
            (Some(short), Some(long)) => format!("-{short}, --{long} {value}"),
            (None, Some(long)) => format!("--{long} {value}"),
            _ => value,
        };
        let help = argument
            .get_help()
            .map_or(String::new(), ToString::to_string);
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let possible: Vec<String> = argument
            .get_possible_values()
            .iter()
            .map(|value| value.get_name().to_owned())
            .filter(|name| name != "true" && name != "false")
            .collect();
        let default: Vec<String> = argument
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy().into_owned())
            .filter(|value| value != "false")
            .collect();
        let mut said = vec![help];
        if !possible.is_empty() {
            said.push(possible.join(", "));
        }
        if !default.is_empty() {
            said.push(format!("default {}", default.join(" ")));
        }
        table.push_str(&format!(
            "| `{}` | {} |\n",
            named.trim(),
            said.join("; ").replace('|', "\\|")
        ));
    }
    table
}

#[test]
fn the_options_of_the_reference_are_those_of_the_help() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let mut fresh = readme.clone();
    for verb in VERBS {
        let start = start(verb);
        let (before, rest) = fresh
            .split_once(&start)
            .unwrap_or_else(|| panic!("the README does not list the options of {verb}"));
        let (listed, behind) = rest.split_once(END).unwrap();
        let options = options(verb);
        assert!(options.lines().count() > 2, "{options}");
        if std::env::var_os("TACHERON_WRITE_README").is_none() {
            assert_eq!(listed, options, "the options of `{verb}` in the README");
        }
        fresh = format!("{before}{start}{options}{END}{behind}");
    }
    if std::env::var_os("TACHERON_WRITE_README").is_some() && fresh != readme {
        fs::write(path, fresh).unwrap();
    }
}

#[test]
fn the_questions_that_the_readme_names_are_there() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let catalog = tacheron::query::catalog::Catalog::load(&[]).unwrap();
    let (_, section) = readme.split_once("### Asking in SPARQL").unwrap();
    let section = section.split("\n## ").next().unwrap();
    for (theme, questions) in catalog.by_theme() {
        let title = theme.title(tacheron::model::Lang::EN);
        let line = section
            .lines()
            .find(|line| line.starts_with(&format!("- {title}: ")))
            .unwrap_or_else(|| panic!("the README does not list the questions of {title}"));
        let names: Vec<String> = questions
            .iter()
            .map(|it| format!("`{}`", it.name))
            .collect();
        assert_eq!(line, format!("- {title}: {}", names.join(", ")));
    }
}
