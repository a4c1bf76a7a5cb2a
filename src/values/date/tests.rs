use super::{Calendar, Found};
use crate::model::{Lang, PartialDate};

fn calendar() -> Calendar {
    Calendar::load(
        include_str!("../../../ontology/calendar.toml"),
        "ontology/calendar.toml",
    )
    .unwrap()
}

/// The dates as `quote=date[..last]`, joined by ` | `.
fn read(lang: &str, text: &str) -> String {
    let show = |found: Found| match found {
        Found::Full(date) => date.to_string(),
        Found::WithoutYear { month, day } => format!("--{month:02}-{day:02}"),
    };
    calendar()
        .dates(text, Lang::from_tag(lang).unwrap())
        .into_iter()
        .map(|mention| {
            let last = mention.last.map(|last| format!("..{}", show(last)));
            format!(
                "{}={}{}",
                mention.span.of(text),
                show(mention.date),
                last.unwrap_or_default()
            )
        })
        .collect::<Vec<_>>()
        .join(" | ")
}

#[test]
fn single_dates_in_six_languages() {
    for (lang, text, expected) in [
        (
            "fr",
            "Vu le 19 novembre 2016.",
            "19 novembre 2016=2016-11-19",
        ),
        ("fr", "(Le Fil, 23 nov. 2016)", "23 nov. 2016=2016-11-23"),
        ("fr", "le 1er mai 2018", "1er mai 2018=2018-05-01"),
        ("fr", "LE 3 FEVRIER 2017", "3 FEVRIER 2017=2017-02-03"),
        (
            "fr",
            "le jeudi 24 novembre 2016, vers 18h",
            "jeudi 24 novembre 2016=2016-11-24",
        ),
        ("fr", "en août 2016", "août 2016=2016-08"),
        (
            "fr",
            "au 3 de\u{301}cembre 2016",
            "3 de\u{301}cembre 2016=2016-12-03",
        ),
        ("it", "il 1º maggio 2017", "1º maggio 2017=2017-05-01"),
        ("it", "l’8 luglio 2016", "8 luglio 2016=2016-07-08"),
        (
            "it",
            "giovedì 5 gen. 2017",
            "giovedì 5 gen. 2017=2017-01-05",
        ),
        ("en", "November 19, 2016: ", "November 19, 2016=2016-11-19"),
        (
            "en",
            "on Monday, 20th of February 2017",
            "Monday, 20th of February 2017=2017-02-20",
        ),
        ("en", "Sept 3, 2017", "Sept 3, 2017=2017-09-03"),
        ("de", "im März 2017", "März 2017=2017-03"),
        ("de", "am 3. März 2017", "3. März 2017=2017-03-03"),
        (
            "pt",
            "em 5 de julho de 2016",
            "5 de julho de 2016=2016-07-05",
        ),
        (
            "es",
            "el 5 de julio de 2016",
            "5 de julio de 2016=2016-07-05",
        ),
        (
            "es",
            "5 de julio del 2016",
            "5 de julio del 2016=2016-07-05",
        ),
    ] {
        assert_eq!(read(lang, text), expected, "{lang}: {text}");
    }
}

#[test]
fn periods_and_rows_are_completed_from_their_end() {
    for (lang, text, expected) in [
        (
            "fr",
            "du 4 au 8 juillet 2016",
            "4 au 8 juillet 2016=2016-07-04..2016-07-08",
        ),
        (
            "fr",
            "du 28 juin au 2 juillet 2016",
            "28 juin au 2 juillet 2016=2016-06-28..2016-07-02",
        ),
        (
            "fr",
            "(sept.-oct. 2015)",
            "sept.-oct. 2015=2015-09..2015-10",
        ),
        (
            "fr",
            "les 4, 5 et 6 mai 2017",
            "4, 5 et 6 mai 2017=2017-05-04..2017-05-06",
        ),
        (
            "fr",
            "le 4 mai et le 6 juin 2017",
            "4 mai=2017-05-04 | 6 juin 2017=2017-06-06",
        ),
        ("fr", "du 4 au 8 juillet", "4 au 8 juillet=--07-04..--07-08"),
        (
            "fr",
            "4 mai 2016 – 6 juin 2017",
            "4 mai 2016 – 6 juin 2017=2016-05-04..2017-06-06",
        ),
        (
            "it",
            "dal 16 al 22 giugno 2017",
            "16 al 22 giugno 2017=2017-06-16..2017-06-22",
        ),
        (
            "it",
            "dal 4 all’8 luglio 2016",
            "4 all’8 luglio 2016=2016-07-04..2016-07-08",
        ),
        (
            "en",
            "4–8 July 2016",
            "4–8 July 2016=2016-07-04..2016-07-08",
        ),
        (
            "en",
            "July 4-8, 2016",
            "July 4-8, 2016=2016-07-04..2016-07-08",
        ),
        (
            "en",
            "from December 28 to January 3, 2017",
            "December 28 to January 3, 2017=2016-12-28..2017-01-03",
        ),
        (
            "en",
            "June 28 – July 2, 2016",
            "June 28 – July 2, 2016=2016-06-28..2016-07-02",
        ),
        (
            "de",
            "vom 3. bis zum 5. März 2017",
            "3. bis zum 5. März 2017=2017-03-03..2017-03-05",
        ),
        (
            "de",
            "3.–5. März 2017",
            "3.–5. März 2017=2017-03-03..2017-03-05",
        ),
        (
            "es",
            "del 5 al 8 de julio de 2016",
            "5 al 8 de julio de 2016=2016-07-05..2016-07-08",
        ),
        (
            "pt",
            "de 5 a 8 de julho de 2016",
            "5 a 8 de julho de 2016=2016-07-05..2016-07-08",
        ),
        (
            "fr",
            "16/11/2016 - 18/11/2016",
            "16/11/2016 - 18/11/2016=2016-11-16..2016-11-18",
        ),
    ] {
        assert_eq!(read(lang, text), expected, "{lang}: {text}");
    }
}

#[test]
fn digits_only() {
    for (lang, text, expected) in [
        ("fr", "le 16/11/2016 à 09:32", "16/11/2016=2016-11-16"),
        ("en", "11/16/2016", "11/16/2016=2016-11-16"),
        ("en", "16/11/2016", "16/11/2016=2016-11-16"),
        ("en", "4/7/2016", ""),
        ("fr", "4/7/2016", "4/7/2016=2016-07-04"),
        ("fr", "11/16/2016", ""),
        ("en", "04.07.2016", "04.07.2016=2016-07-04"),
        ("fr", "vu 2016-11-19.", "2016-11-19=2016-11-19"),
        ("fr", "2016-11-19T10:00Z", "2016-11-19=2016-11-19"),
        ("fr", "Plus près 16/11 | radio", "16/11=--11-16"),
        ("fr", "2/3 tiers, 24/7, 10/10, 2008/9, 50/50", ""),
        ("fr", "http://a.example/2016/11/19/billet et v1.2.2016", ""),
        ("fr", "30/02/2016 et 2016-13-01", ""),
    ] {
        assert_eq!(read(lang, text), expected, "{lang}: {text}");
    }
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for (lang, text) in [
        ("fr", "le troisième lundi du mois"),
        ("fr", "(2016)"),
        ("fr", "novembre, puis décembre"),
        ("fr", "Covid-19 mars"),
        ("fr", "de 17h à 20h, salle 12"),
        ("fr", "3,5 mars"),
        ("en", "you may 5 times"),
        ("en", "Catch 22 may be"),
        ("fr", "page 12\n\nmars 3"),
        ("it", "vinse 5 set a 3"),
        ("fr", "le séminaire 2016-17"),
    ] {
        assert_eq!(read(lang, text), "", "{lang}: {text}");
    }
}

#[test]
fn reads_the_date_after_what_is_no_part_of_it() {
    assert_eq!(
        read("fr", "(n° 12, 27 juin 2016)"),
        "27 juin 2016=2016-06-27"
    );
    assert_eq!(
        read("fr", "31 avril 2016, Covid-19 mars 2020"),
        "avril 2016=2016-04 | mars 2020=2020-03",
        "a day that there is not leaves the month"
    );
    assert_eq!(
        read("fr", "salle 10, 15 mai 2016"),
        "15 mai 2016=2016-05-15"
    );
    assert_eq!(
        read("fr", "un June 3, 2017 et un 14 novembre"),
        "June 3, 2017=2017-06-03 | 14 novembre=--11-14"
    );
    assert_eq!(
        read("fr", "le 8 novembre dernier, 300 personnes"),
        "8 novembre=--11-08"
    );
    assert_eq!(
        read("fr", "3 mai 2016\u{a0}; 4\u{a0}mai\u{a0}2016"),
        "3 mai 2016=2016-05-03 | 4\u{a0}mai\u{a0}2016=2016-05-04"
    );
}

#[test]
fn a_year_is_taken_from_the_nearest_time() {
    let found = Found::WithoutYear { month: 11, day: 14 };
    assert_eq!(
        found.near(PartialDate::day(2017, 1, 2).unwrap()),
        PartialDate::day(2016, 11, 14)
    );
    assert_eq!(
        found.near(PartialDate::day(2016, 11, 23).unwrap()),
        PartialDate::day(2016, 11, 14)
    );
    let january = Found::WithoutYear { month: 1, day: 5 };
    assert_eq!(
        january.near(PartialDate::day(2016, 12, 20).unwrap()),
        PartialDate::day(2017, 1, 5)
    );
    assert_eq!(
        january.near(PartialDate::year(2016).unwrap()),
        PartialDate::day(2016, 1, 5)
    );
}

#[test]
fn a_bad_calendar_is_told_with_its_line() {
    let error = |toml: &str| Calendar::load(toml, "my.toml").unwrap_err().to_string();
    assert!(
        error("[[language]]\nlang = 'fr'\nmonhts = []").starts_with("my.toml:3: unknown field")
    );
    assert!(error("[[language]\n").starts_with("my.toml:1: "));
    assert_eq!(error(""), "my.toml: 0 languages: expected 1 to 32");
    let short = "[[language]]\nlang = 'fr'\nmonths = [['janvier']]\nshort = []\n";
    assert_eq!(
        error(short),
        "my.toml:3: 1 rows of `months`: expected 12, January first"
    );
    let wrong = short.replace("'fr'", "'français'");
    assert!(error(&wrong).starts_with("my.toml:2: `français` is no language"));
}

#[test]
fn text_of_digits_takes_linear_time() {
    let text = "4, 5 et 6, 7 au 8 ".repeat(20_000);
    assert!(calendar().dates(&text, Lang::FR).is_empty());
}

proptest::proptest! {
    #[test]
    fn spans_are_sorted_and_on_boundaries(text in "([0-9]{1,4}|mai|sept|July|lundi|[ ,./–’é-]|au|et|\\PC){0,60}") {
        let mut end = 0;
        for mention in calendar().dates(&text, Lang::FR) {
            let range = mention.span.range();
            proptest::prop_assert!(end <= range.start && range.start < range.end);
            proptest::prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }
}
