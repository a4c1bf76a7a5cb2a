//! The options that every verb takes, as they are typed.

use super::limits;
use crate::model::Lang;
use clap::ValueEnum;
use std::env;
use std::ffi::OsString;
use std::io::IsTerminal;
use std::path::PathBuf;
use std::time::Duration;

/// How long an engine elsewhere may take where nothing else is said, as `Global` has it.
const ENDPOINT_TIMEOUT: Duration = Duration::from_secs(60);

/// Options that every verb takes.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Options of every verb")]
pub struct Global {
    /// The store: a file (.nq, .trig, … also .gz) or a folder; for questions also any RDF file
    /// [default: tacheron/store.nq in your data directory]
    #[arg(
        long,
        global = true,
        env = "TACHERON_STORE",
        hide_env_values = true,
        value_name = "PATH"
    )]
    pub store: Option<PathBuf>,

    /// Ask an engine elsewhere instead of the store: the address of a SPARQL 1.1 endpoint
    #[arg(
        long,
        global = true,
        env = "TACHERON_ENDPOINT",
        hide_env_values = true,
        value_name = "URL"
    )]
    pub endpoint: Option<String>,

    /// How long an engine elsewhere may take for one answer: 90 (seconds), 500ms, 5m; 0 for no limit
    #[arg(
        long,
        global = true,
        value_name = "TIME",
        default_value = "60s",
        value_parser = limits::duration
    )]
    pub endpoint_timeout: Duration,

    /// A folder with names, rules and classes of your own, on top of the built-in ones
    #[arg(long, global = true, value_name = "DIR")]
    pub ontology: Vec<PathBuf>,

    /// A folder with names, rules and classes in place of the built-in ones, for work on these
    #[arg(long, global = true, value_name = "DIR", conflicts_with = "ontology")]
    pub only_ontology: Option<PathBuf>,

    /// A folder with named questions of your own, on top of the built-in ones
    #[arg(
        long,
        global = true,
        env = "TACHERON_QUERIES",
        hide_env_values = true,
        value_name = "DIR"
    )]
    pub queries: Vec<PathBuf>,

    /// The language in which names are shown, such as fr [default: that of your environment]
    #[arg(long, global = true, value_name = "CODE", value_parser = language)]
    pub lang: Option<Lang>,

    /// When to use colours (`auto`: on a terminal, unless NO_COLOR is set)
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: ColorWhen,
}

impl Global {
    /// As options that give the same when they are typed.
    pub fn arguments(&self) -> Vec<OsString> {
        // Each option by its name here, so that a new one is not forgotten.
        let Self {
            store,
            endpoint,
            endpoint_timeout,
            ontology,
            only_ontology,
            queries,
            lang,
            color,
        } = self;
        let mut typed = vec![];
        let mut option = |name: &str, value: OsString| {
            typed.extend([OsString::from(name), value]);
        };
        if let Some(store) = store {
            option("--store", store.into());
        }
        if let Some(endpoint) = endpoint {
            option("--endpoint", endpoint.into());
        }
        let timeout = format!("{}ms", endpoint_timeout.as_millis());
        option("--endpoint-timeout", timeout.into());
        for folder in ontology {
            option("--ontology", folder.into());
        }
        if let Some(folder) = only_ontology {
            option("--only-ontology", folder.into());
        }
        for folder in queries {
            option("--queries", folder.into());
        }
        if let Some(lang) = lang {
            option("--lang", lang.as_str().into());
        }
        if let Some(color) = color.to_possible_value() {
            option("--color", color.get_name().into());
        }
        typed
    }

    /// What is given here, and for the rest what `other` gives.
    pub fn or(self, other: &Self) -> Self {
        let Self {
            store,
            endpoint,
            endpoint_timeout,
            ontology,
            only_ontology,
            queries,
            lang,
            color,
        } = self;
        let either = |one: Vec<PathBuf>, other: &Vec<PathBuf>| match one.is_empty() {
            true => other.clone(),
            false => one,
        };
        Self {
            store: store.or_else(|| other.store.clone()),
            endpoint: endpoint.or_else(|| other.endpoint.clone()),
            endpoint_timeout: match endpoint_timeout {
                ENDPOINT_TIMEOUT => other.endpoint_timeout,
                timeout => timeout,
            },
            ontology: either(ontology, &other.ontology),
            only_ontology: only_ontology.or_else(|| other.only_ontology.clone()),
            queries: either(queries, &other.queries),
            lang: lang.or(other.lang),
            color: match color {
                ColorWhen::Auto => other.color,
                color => color,
            },
        }
    }
}

fn language(tag: &str) -> Result<Lang, String> {
    Lang::from_tag(tag)
        .ok_or_else(|| "expected a code of two letters, such as en, fr or it".to_owned())
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColorWhen {
    Auto,
    Always,
    Never,
}

impl ColorWhen {
    /// Whether to colour what goes to `stream`, by <https://no-color.org>.
    pub fn on(self, stream: &impl IsTerminal) -> bool {
        match self {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => {
                env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && stream.is_terminal()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Cli;
    use super::Global;
    use clap::Parser;

    /// `--store` from the environment of the test would be in the way.
    const OPTIONS: &[&str] = &[
        "--store",
        "a b.nq",
        "--endpoint",
        "http://x/",
        "--endpoint-timeout",
        "5s",
        "--ontology",
        "c",
        "--ontology",
        "d",
        "--queries",
        "e",
        "--lang",
        "fr",
        "--color",
        "never",
    ];

    fn typed<T: Into<std::ffi::OsString>>(options: impl IntoIterator<Item = T>) -> Global {
        let start = ["tacheron", "stats"].map(std::ffi::OsString::from);
        let options = options.into_iter().map(Into::into);
        Cli::try_parse_from(start.into_iter().chain(options))
            .unwrap()
            .global
    }

    #[test]
    fn options_can_be_typed_again_and_be_set_by_others() {
        for options in [OPTIONS, &["--store", "x", "--only-ontology", "y"]] {
            let global = typed(options.iter().copied());
            let again = typed(global.arguments());
            assert_eq!(format!("{global:?}"), format!("{again:?}"));
        }
        let global = typed(OPTIONS.iter().copied());
        let own = ["--store", "z", "--lang", "it"];
        let both = typed(own).or(&global);
        let expected = typed(
            own.iter()
                .chain(&OPTIONS[2..12])
                .chain(&OPTIONS[14..])
                .copied(),
        );
        assert_eq!(format!("{both:?}"), format!("{expected:?}"));
    }
}
