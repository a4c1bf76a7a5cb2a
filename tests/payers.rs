//! Whose figures are those of a sentence: one payer for one sum, the firm that works for a client, crowds and not a
//! few people.

mod reading;

use reading::{states, states_not};

#[test]
fn a_sum_is_paid_by_what_its_sentence_names() {
    let text = "Les tarifs\n\nChez Deliveroo, c’est 4,60 euros la commande.\n\nJe gagne 3,20 euros la course chez Stuart.";
    states(text, "Stuart pays 3.2 EUR per delivery");
    states_not(text, "Deliveroo pays 3.2 EUR per delivery");
}

#[test]
fn of_a_client_and_its_contractor_the_contractor_has_the_workers() {
    let text = "Labels\n\nOpenAI uses Sama. Labellers working for OpenAI got $1.32 an hour.";
    states(text, "Sama pays 1.32 USD per hour");
    states_not(text, "OpenAI pays 1.32 USD per hour");
    // without a contractor the firm itself pays
    states(
        "Labels\n\nLabellers working for OpenAI got $1.32 an hour.",
        "OpenAI pays 1.32 USD per hour",
    );
}

#[test]
fn a_few_people_and_a_year_are_no_size_of_a_crowd() {
    states_not(
        "In court\n\nGlovo has eleven couriers among the plaintiffs.",
        "Glovo userCount 11",
    );
    states(
        "The fleet\n\nGlovo has 1,100 couriers in Madrid.",
        "Glovo userCount 1100",
    );
    states_not(
        "In court\n\nIn 2020 Roamler workers went to court.",
        "Roamler userCount 2020",
    );
    states(
        "The fleet\n\nGlovo has 2,020 couriers.",
        "Glovo userCount 2020",
    );
}
