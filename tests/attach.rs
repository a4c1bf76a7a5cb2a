//! What a place is tied to: the name before it, those who work or live there, the firm that is active there.

mod reading;

use reading::read;

/// Posts with facts that they state and facts that they do not.
const TEXTS: &[(&str, &[&str], &[&str])] = &[
    // the seat behind a name
    (
        "With us are the Concorde Institute, Leeds, and ver.di.",
        &["Concorde Institute basedIn Leeds"],
        &[],
    ),
    (
        "Toloka, à Amsterdam, ne répond pas aux questions des syndicats.",
        &["Toloka basedIn Amsterdam"],
        &[],
    ),
    (
        "Die Greta-Maier-Stiftung, Bremen, hat es bezahlt.",
        &["Greta-Maier-Stiftung basedIn Bremen"],
        &[],
    ),
    (
        "Lo dice la Fundación Alondra, de Sevilla, en su informe.",
        &["Fundación Alondra basedIn Sevilla"],
        &[],
    ),
    (
        "A Toloka nasceu em Moscou.",
        &["Toloka basedIn Moscou"],
        &[],
    ),
    (
        "Appen e Toloka, Berlino e Parigi: quattro nomi.",
        &[],
        &["Toloka basedIn Berlino"],
    ),
    (
        "We wrote to Uber, Kenya, and Peru.",
        &[],
        &["Uber basedIn Kenya"],
    ),
    // those who do the work
    (
        "Toloka pays little. Half of its users connect from Kenya, Uganda and Peru.",
        &[
            "Toloka workersIn Kenya",
            "Toloka workersIn Uganda",
            "Toloka workersIn Peru",
        ],
        &[],
    ),
    (
        "Toloka paie peu. La moitié de ses utilisateurs se connectent depuis le Kenya et le Pérou.",
        &["Toloka workersIn Kenya", "Toloka workersIn Pérou"],
        &[],
    ),
    (
        "Wolt zahlt wenig. Die meisten kommen aus Indien und Nepal.",
        &["Wolt workersIn Indien", "Wolt workersIn Nepal"],
        &[],
    ),
    (
        "Toloka paga poco. La metà dei suoi utenti si collega dal Kenya.",
        &["Toloka workersIn Kenya"],
        &["Toloka basedIn Kenya"],
    ),
    (
        "Toloka paga poco. La mitad de sus usuarios no se conecta desde Kenia.",
        &[],
        &["Toloka workersIn Kenia"],
    ),
    (
        "Ouvimos centenas de peruanos em plataformas como Toloka e Appen.",
        &["Toloka workersIn Peru", "Appen workersIn Peru"],
        &[],
    ),
    (
        "We followed annotators in Kenya and Peru on three platforms, among them Toloka.",
        &["Toloka workersIn Kenya", "Toloka workersIn Peru"],
        &[],
    ),
    (
        "He wrote a letter in Portuguese for Appen.",
        &[],
        &["Appen workersIn Portugal"],
    ),
    (
        "Ada Roe, a rider in Leeds and the treasurer of the union, spoke first; then came the mayor, the press, \
         the bishop, and at last a lawyer who had been sent by Wolt.",
        &[],
        &["Wolt workersIn Leeds"],
    ),
    (
        "Appen has a hub in Nairobi.",
        &["Appen workersIn Nairobi"],
        &[],
    ),
    // those who have it done
    (
        "Toloka grows. Its clients sit mostly in Germany and Japan.",
        &["Toloka clientsIn Germany", "Toloka clientsIn Japan"],
        &["Toloka workersIn Germany"],
    ),
    (
        "Toloka crece. Sus clientes vienen cada vez más de Alemania y Japón.",
        &["Toloka clientsIn Alemania", "Toloka clientsIn Japón"],
        &["Toloka workersIn Alemania"],
    ),
    (
        "Toloka wächst. Ihre Kunden sitzen nicht in Japan, wie oft gesagt wird.",
        &[],
        &["Toloka clientsIn Japan"],
    ),
    // where a firm is active
    (
        "SweepSouth went live in Johannesburg.",
        &["SweepSouth workersIn Johannesburg"],
        &[],
    ),
    (
        "SweepSouth will never go live in Johannesburg.",
        &[],
        &["SweepSouth workersIn Johannesburg"],
    ),
    // several of one kind
    (
        "Two Indian start-ups, Playment and iMerit, grew fast.",
        &["Playment basedIn India", "iMerit basedIn India"],
        &[],
    ),
];

#[test]
fn places_are_tied_to_what_stands_beside_them() {
    let mut wrong = Vec::new();
    for (text, yes, no) in TEXTS {
        let (facts, _) = read(&format!("Post\n\n{text}"));
        let has = |wanted: &&&str| facts.iter().any(|fact| fact == **wanted);
        let missing = yes.iter().filter(|wanted| !has(wanted));
        let false_ones = no.iter().filter(has);
        wrong.extend(
            missing
                .chain(false_ones)
                .map(|it| format!("{it}: {text}: {facts:?}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
