//! The names of happenings that go by a common noun: the noun alone, with what tells it apart, with its day.

mod reading;

use reading::read;

#[test]
fn two_hearings_of_two_days_are_two() {
    for text in [
        "Livreurs\n\nL'audience du 12 mars 2019 a été longue. L'audience du 4 mai 2020 a été courte.",
        "Rider\n\nL'udienza del 12 marzo 2019 è stata lunga. L'udienza del 4 maggio 2020 è stata breve.",
        "Repartidores\n\nLa vista del 12 de marzo de 2019 fue larga. La vista del 4 de mayo de 2020 fue breve.",
        "Entregadores\n\nA audiência de 12 de março de 2019 foi longa. A audiência de 4 de maio de 2020 foi curta.",
    ] {
        let (facts, _) = read(text);
        for day in ["heldOn 2019-03-12", "heldOn 2020-05-04"] {
            assert_eq!(
                facts.iter().filter(|f| f.ends_with(day)).count(),
                1,
                "{facts:?}"
            );
        }
        let subjects: std::collections::BTreeSet<&str> = facts
            .iter()
            .filter_map(|f| f.split(" heldOn ").next())
            .collect();
        assert_eq!(subjects.len(), 2, "{facts:?}");
    }
}
