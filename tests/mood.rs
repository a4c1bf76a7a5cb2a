//! What a text denies, doubts, supposes or asks is no fact, in six languages.

mod reading;

/// Lines of language, whether the text asserts what it speaks of (`+`) or not (`-`), and the text, parted by bars.
/// Each speaks of one firm that uses Microworkers.
const CASES: &str = include_str!("mood/cases.txt");

#[test]
fn what_is_denied_doubted_or_supposed_is_not_asserted() {
    let mut wrong = Vec::new();
    for (line, [lang, asserted, text]) in reading::cases(CASES) {
        let (facts, _) = reading::read(&format!("{}\n\n{text}\n", title(lang)));
        let uses = facts
            .iter()
            .any(|fact| fact.ends_with("usesPlatform Microworkers"));
        if uses != (asserted == "+") {
            wrong.push(format!("{line}\n    {facts:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A line that names nothing, and is long enough to tell the language of the text.
fn title(lang: &str) -> &'static str {
    match lang {
        "fr" => {
            "Les plateformes du travail du clic sont nombreuses, et on en parle dans les journaux."
        }
        "it" => "Le piattaforme del lavoro digitale sono numerose, e se ne parla nei giornali.",
        "de" => {
            "Die Plattformen der digitalen Arbeit sind zahlreich, und man spricht viel von ihnen."
        }
        "es" => "Las plataformas del trabajo digital son numerosas, y se habla mucho de ellas.",
        "pt" => "As plataformas do trabalho digital são numerosas, e fala-se muito delas.",
        _ => "The platforms of digital labour are numerous, and there is much talk about them.",
    }
}
