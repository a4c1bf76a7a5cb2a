mod labour;

use tacheron::model::{Choices, Lang};
use tacheron::{walk, write};

#[test]
fn look() {
    let store = labour::store();
    let mut view = walk::load(
        &store,
        &Choices {
            stances: vec![],
            ..Choices::default()
        },
        Lang::EN,
    )
    .unwrap();
    let all = 0..view.edges.len();
    walk::quote(&store, &mut view, all).unwrap();
    eprintln!("{} nodes {} edges", view.nodes.len(), view.edges.len());
    for by_country in [false, true] {
        let dot = write::dot::dot(
            &view,
            &write::dot::Options {
                title: None,
                legend: true,
                by_country,
                edge_labels: true,
                lang: Lang::EN,
            },
        );
        std::fs::write(format!("/tmp/walk-look-{by_country}.dot"), dot).unwrap();
    }
}
