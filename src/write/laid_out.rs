//! View → SVG without Graphviz: laid out in columns and drawn by graphlay (<https://docs.rs/graphlay>).
//!
//! Shapes are fewer than Graphviz has: people are ellipses, all else boxes; colours, frames, widths, dashes,
//! tooltips, boxes of clusters and the legend are those of the drawing in DOT.

use graphlay::svg::{
    Attrs, BuiltinMarker, EdgeLabel, FontSpec, HeuristicMeasurer, LegendItem, MarkerRef,
    NodeContent, Overlay, Panel, RawSvg, Rect, Ring, Scene, SceneEdge, SceneNode, Shape, Stroke,
    Swatch, TextMeasurer, TextRun, Theme, render,
};
use graphlay::{
    Direction, GraphBuilder, Layout, LayoutError, LayoutOptions, Limits, NodeId, Point, Size,
};
use quick_xml::escape::escape;

use super::dot::{Options, doubts, edge_tip, node_tip, pen};
use super::dot_legend::{classes_of, predicates_of};
use super::dot_style::{ClassStyle, of_class, of_predicate};
use super::dot_text::wrapped;
use super::words::words;
use super::xml::clean;
use crate::model::Stance;
use crate::model::view::View;

/// More entities or facts are not laid out: that takes longer than people wait.
const MOST: (usize, usize) = (400, 1200);
/// Height of a line of text, and space between text and border.
const LINE: f64 = 15.0;
const MARGIN: Size = Size {
    width: 18.0,
    height: 11.0,
};
/// The width for which a drawing that would be a long band is broken into rows, by its height.
const ASPECT: f64 = 1.4;

/// Draws the view. The same view gives the same bytes.
///
/// # Errors
/// Where it has more entities or facts than are laid out.
pub fn svg(view: &View, options: &Options) -> Result<String, LayoutError> {
    let measure = HeuristicMeasurer::new();
    let font = FontSpec {
        family: "Helvetica, Arial, sans-serif".to_owned(),
        size: 13.0,
        ..FontSpec::default()
    };
    let mut graph = GraphBuilder::new();
    // Boxes come first, for they are drawn under what stands in them.
    let mut parent = vec![None; view.nodes.len()];
    for cluster in &options.clusters {
        let label = measure.measure(&cluster.label, &font).width;
        let frame = graph.add_box(Size::new(label + MARGIN.width, LINE + MARGIN.height));
        cluster
            .nodes
            .iter()
            .for_each(|&node| parent[node] = Some(frame));
    }
    let frames = options.clusters.len();
    let lines: Vec<Vec<String>> = view
        .nodes
        .iter()
        .map(|node| {
            let label = wrapped(&clean(&node.label));
            label.lines().map(str::to_owned).collect()
        })
        .collect();
    for (at, (lines, parent)) in lines.iter().zip(parent).enumerate() {
        let widths = lines.iter().map(|line| measure.measure(line, &font).width);
        let mut width = widths.fold(LINE, f64::max) + MARGIN.width;
        if is_ellipse(view, at) {
            // It has less room at its sides.
            width *= 1.2;
        }
        let height = lines.len().max(1) as f64 * LINE + MARGIN.height;
        graph.add_node(graphlay::Node {
            size: Size::new(width, height),
            parent,
            ..graphlay::Node::default()
        });
    }
    let labels: Vec<String> = view
        .edges
        .iter()
        .map(|edge| {
            let predicate = &view.terms[edge.predicate];
            let mut label = match options.edge_labels {
                true => predicate.label.clone(),
                false => String::new(),
            };
            let doubts = doubts(edge, options.lang);
            if !doubts.is_empty() {
                label.push_str(&format!(" ✗ {doubts}"));
            }
            clean(label.trim()).into_owned()
        })
        .collect();
    for (edge, label) in view.edges.iter().zip(&labels) {
        let id = |node: usize| NodeId((frames + node) as u32);
        let size = measure.measure(label, &font).width;
        graph.add_edge(graphlay::Edge {
            thickness: f64::from(pen(edge.sources)),
            label_size: (!label.is_empty()).then(|| Size::new(size, LINE)),
            reverse_for_ranking: of_predicate(view.terms[edge.predicate].name()).back,
            ..graphlay::Edge::new(id(edge.subject), id(edge.object))
        });
    }
    let mut how = LayoutOptions::layered_default();
    how.direction = Direction::LeftRight;
    how.wrap.viewport_aspect = ASPECT;
    how.limits = Limits {
        max_nodes: Some(MOST.0 + frames),
        max_edges: Some(MOST.1),
        ..how.limits
    };
    let layout = graphlay::layout(&graph.build(), &how)?;
    let mut scene = Scene {
        background: Some("#ffffff".into()),
        padding: 20.0,
        font: font.clone(),
        ..Scene::default()
    };
    scene.nodes.extend(frames_of(&layout, options));
    let drawn = lines.iter().enumerate();
    scene
        .nodes
        .extend(drawn.map(|(at, lines)| node(view, at, lines, &layout, frames)));
    for (at, label) in labels.iter().enumerate() {
        let (edge, tip) = edge(view, at, label, &layout, options);
        scene.edges.push(edge);
        scene.overlays.extend(tip);
    }
    scene.overlays.extend(panels(view, options, layout.bounds));
    Ok(render(&scene, &Theme::default(), &measure))
}

fn frames_of(layout: &Layout, options: &Options) -> Vec<SceneNode> {
    let clusters = options.clusters.iter().zip(&layout.nodes);
    let frame = |(cluster, at): (&super::clusters::Cluster, &graphlay::Placement)| SceneNode {
        rect: rect(at),
        shape: Shape::Rect { corner_radius: 8.0 },
        fill: Some("none".into()),
        stroke: Some(Stroke::new("#999999", 1.0)),
        content: vec![NodeContent::Text(
            TextRun::new(clean(&cluster.label)).at(0.0, LINE - at.size.height / 2.0),
        )],
        attrs: Attrs::default(),
    };
    clusters.map(frame).collect()
}

fn node(view: &View, at: usize, lines: &[String], layout: &Layout, frames: usize) -> SceneNode {
    let node = &view.nodes[at];
    let place = &layout.nodes[frames + at];
    let rect = rect(place);
    let style = style(view, at);
    let mut content = vec![NodeContent::Raw(title(&node_tip(view, node), rect))];
    if style.peripheries > 1 {
        content.push(NodeContent::Rings {
            rings: vec![Ring {
                color: "#333333".into(),
                width: 0.8,
                inset: 2.5,
            }],
        });
    }
    let first = -(lines.len() as f64 - 1.0) / 2.0 * LINE;
    for (number, line) in lines.iter().enumerate() {
        let text = TextRun::new(line.as_str()).at(0.0, first + number as f64 * LINE);
        content.push(NodeContent::Text(text));
    }
    SceneNode {
        rect,
        shape: match is_ellipse(view, at) {
            true => Shape::Ellipse,
            false => Shape::Rect { corner_radius: 3.0 },
        },
        fill: Some(style.fill.into()),
        stroke: Some(Stroke::new("#333333", 1.0)),
        content,
        attrs: Attrs {
            class: vec!["node".to_owned()],
            ..Attrs::default()
        },
    }
}

fn style(view: &View, node: usize) -> ClassStyle {
    let class = view.nodes[node].class;
    of_class(class.map_or("", |class| view.terms[class].name()))
}

fn is_ellipse(view: &View, node: usize) -> bool {
    style(view, node).shape == "ellipse"
}

/// A line, and over it an unseen wider one that carries its tooltip.
fn edge(
    view: &View,
    at: usize,
    label: &str,
    layout: &Layout,
    options: &Options,
) -> (SceneEdge, Option<Overlay>) {
    let edge = &view.edges[at];
    let style = of_predicate(view.terms[edge.predicate].name());
    let points = layout.edges[at].points.clone();
    let mut stroke = Stroke::new(style.color, f64::from(pen(edge.sources)));
    if !edge.stances.contains(&Stance::Asserted) {
        stroke = stroke.dashed("7 4");
    } else if style.line == "dotted" {
        stroke = stroke.dashed("2 3");
    }
    let tip = layout.edges[at].points.first().map(|&first| {
        let path: Vec<String> = points
            .iter()
            .map(|point| format!("{:.1},{:.1}", point.x, point.y))
            .collect();
        let tip = edge_tip(view, edge, options.lang);
        let markup = format!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#fff\" stroke-opacity=\"0\" \
             stroke-width=\"9\"><title>{}</title></polyline>",
            path.join(" "),
            escape(clean(&tip))
        );
        Overlay::raw(RawSvg::new(markup, Rect::new(first.x, first.y, 1.0, 1.0)))
    });
    let labels = layout.edges[at].label_anchor.filter(|_| !label.is_empty());
    let labels = labels.map(|place| {
        let mut text = TextRun::new(label).size(10.0);
        text.color = Some(style.color.into());
        EdgeLabel::new(text, place).chip()
    });
    let edge = SceneEdge {
        points,
        stroke,
        corner_radius: 5.0,
        hop_radius: 4.0,
        simplify: 3.0,
        marker_end: MarkerRef::builtin(BuiltinMarker::Arrow),
        labels: labels.into_iter().collect(),
        ..SceneEdge::default()
    };
    (edge, tip)
}

/// The title above the drawing, and below it what colours and lines mean.
fn panels(view: &View, options: &Options, bounds: graphlay::Rect) -> Vec<Overlay> {
    let mut panels = Vec::new();
    if let Some(title) = &options.title {
        let above = Point::new(bounds.min.x, bounds.min.y - 2.0 * LINE);
        let mut panel = Panel::legend(above, clean(title), []);
        panel.style.title_size = 17.0;
        panels.push(Overlay::panel(panel));
    }
    if options.legend {
        let words = words(options.lang);
        let below = bounds.max.y + 3.0 * LINE;
        let classes = classes_of(view).into_iter().map(|(_, name, label)| {
            LegendItem::new(Swatch::color(of_class(name).fill), clean(label))
        });
        let predicates = predicates_of(view).into_iter().map(|(_, name, label)| {
            LegendItem::new(Swatch::color(of_predicate(name).color), clean(label))
        });
        let lines = [words.thicker, words.dashed];
        let lines = lines.map(|line| LegendItem::new(Swatch::None, line));
        let at = Point::new(bounds.min.x, below);
        panels.push(Overlay::panel(Panel::legend(at, words.legend, classes)));
        let beside = Point::new(bounds.min.x + 200.0, below);
        let lines = predicates.chain(lines);
        panels.push(Overlay::panel(Panel::legend(beside, "", lines)));
    }
    panels
}

fn rect(place: &graphlay::Placement) -> Rect {
    let (center, size) = (place.center, place.size);
    let (x, y) = (center.x - size.width / 2.0, center.y - size.height / 2.0);
    Rect::new(x, y, size.width, size.height)
}

/// A tooltip.
fn title(tip: &str, bounds: Rect) -> RawSvg {
    RawSvg::new(format!("<title>{}</title>", escape(clean(tip))), bounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::walk::sample::view;
    use crate::write::clusters::Cluster;

    #[test]
    fn names_facts_and_boxes_are_in_the_picture_whatever_signs_they_hold() {
        let mut view = view(&["a p b", "b p c 3", "c p c", "a q c"]);
        view.nodes[0].label = "<b>\"R&D\"</b> \u{1} 🙂 שלום".to_owned();
        let options = Options {
            title: Some("A & B".to_owned()),
            clusters: vec![Cluster {
                label: "Here".to_owned(),
                nodes: vec![0, 1],
            }],
            ..Options::default()
        };
        let picture = svg(&view, &options).unwrap();
        assert_eq!(picture, svg(&view, &options).unwrap());
        for text in [
            "&lt;b&gt;",
            "R&amp;D",
            "🙂",
            "שלום",
            "A &amp; B",
            ">Here<",
            "How to read it",
        ] {
            assert!(picture.contains(text), "{text}: {picture}");
        }
        let mut reader = quick_xml::Reader::from_str(&picture);
        let mut titles = 0;
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "title" => {
                    titles += 1
                }
                _ => {}
            }
        }
        assert_eq!(titles, view.nodes.len() + view.edges.len());
    }

    #[test]
    fn nothing_has_a_picture_and_too_much_has_none() {
        assert!(svg(&View::default(), &Options::default()).is_ok());
        let facts: Vec<String> = (0..MOST.0).map(|n| format!("a p n{n}")).collect();
        let facts: Vec<&str> = facts.iter().map(String::as_str).collect();
        let error = svg(&view(&facts), &Options::default()).unwrap_err();
        assert!(error.to_string().contains("400"), "{error}");
    }
}
