//! Who is named as the source of a fact, in texts of six languages.

mod reading;

/// Lines of language, text, predicate and source, parted by bars; `-` where the text names none.
const CASES: &str = include_str!("speakers/cases.txt");

#[test]
fn whoever_the_text_names_as_the_source_of_a_fact_answers_for_it() {
    let mut wrong = Vec::new();
    for (line, [lang, text, predicate, source]) in reading::cases(CASES) {
        let text = format!("{}\n\n{}\n", title(lang), text.replace("\\n", "\n"));
        let found = reading::sources(&text, predicate);
        let right = |names: &Vec<String>| match source {
            "-" => names.is_empty(),
            source => names.iter().any(|name| name == source),
        };
        if found.is_empty() || !found.iter().all(right) {
            wrong.push(format!("{line}\n    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A first line that names nothing, and tells the language of the text.
fn title(lang: &str) -> &'static str {
    match lang {
        "fr" => "Les nouvelles de la semaine",
        "it" => "Le notizie della settimana",
        "de" => "Die Nachrichten der Woche",
        "es" => "Las noticias de la semana",
        "pt" => "As notícias da semana",
        _ => "News of the week",
    }
}
