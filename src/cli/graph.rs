//! What the verbs that walk and draw share: which facts to take, and how names become nodes.

use super::source::Source;
use super::{CliError, Context};
use crate::model::view::{NodeId, TermId, View};
use crate::model::{Choices, Lang, PartialDate, Stance};
use crate::ontology::schema::Schema;
use crate::query::Knowledge;
use crate::query::names::Names;
use crate::remote::Need;
use crate::walk;
use clap::ValueEnum;
use oxigraph::model::NamedNode;

/// Which facts of the store to take.
#[derive(clap::Args, Clone, Debug)]
#[command(next_help_heading = "Which facts")]
pub struct ChoiceArgs {
    /// Only facts with this predicate, such as operatedBy; repeat it for several
    #[arg(long = "predicate", value_name = "NAME")]
    predicates: Vec<String>,

    /// Only facts between entities of this class, such as Platform; repeat it for several
    #[arg(long = "class", value_name = "NAME")]
    classes: Vec<String>,

    /// Only facts that touch this country or something in it; repeat it for several
    #[arg(long = "country", value_name = "NAME")]
    countries: Vec<String>,

    /// Only what is said as of this date or later: YYYY, YYYY-MM or YYYY-MM-DD
    #[arg(long, value_name = "DATE")]
    since: Option<PartialDate>,

    /// Only what is said as of this date or earlier
    #[arg(long, value_name = "DATE")]
    until: Option<PartialDate>,

    /// The last word as of this date: nothing later, and nothing that was denied last
    #[arg(long, value_name = "DATE", conflicts_with = "until")]
    as_of: Option<PartialDate>,

    /// Only what is held with at least this confidence, 0 to 1
    #[arg(long, value_name = "NUMBER", default_value = "0", value_parser = confidence)]
    min_confidence: f32,

    /// Only facts that at least so many posts state
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_sources: usize,

    /// How posts put it; repeat it for several
    #[arg(
        long = "stance",
        value_name = "STANCE",
        value_enum,
        default_value = "asserted"
    )]
    stances: Vec<StanceArg>,

    /// Only facts that one claim asserts and another denies
    #[arg(long, conflicts_with = "stances")]
    disputed: bool,

    /// Only what this post says (its title, its IRI or the end of that); repeat it for several
    #[arg(long = "post", value_name = "POST")]
    pub posts: Vec<String>,

    /// Only what posts of this medium say; repeat it for several
    #[arg(long = "medium", value_name = "NAME")]
    media: Vec<String>,
}

/// A way of putting a statement, or all of them.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum StanceArg {
    Asserted,
    Denied,
    Hedged,
    Conditional,
    Asked,
    All,
}

fn confidence(typed: &str) -> Result<f32, String> {
    match typed.parse() {
        Ok(number) if (0.0..=1.0).contains(&number) => Ok(number),
        _ => Err("expected a number from 0 to 1, such as 0.8".to_owned()),
    }
}

impl ChoiceArgs {
    /// What was typed, as a walk takes it.
    pub fn choices(&self) -> Choices {
        let mut stances = Vec::new();
        for stance in &self.stances {
            stances.push(match stance {
                StanceArg::Asserted => Stance::Asserted,
                StanceArg::Denied => Stance::Denied,
                StanceArg::Hedged => Stance::Hedged,
                StanceArg::Conditional => Stance::Conditional,
                StanceArg::Asked => Stance::Asked,
                StanceArg::All => {
                    stances.clear();
                    break;
                }
            });
        }
        if self.disputed {
            stances.clear();
        }
        Choices {
            predicates: self.predicates.clone(),
            classes: self.classes.clone(),
            min_confidence: self.min_confidence,
            stances,
            since: self.since,
            until: self.until,
            posts: self.posts.clone(),
            media: self.media.clone(),
            countries: self.countries.clone(),
            as_of: self.as_of,
            disputed: self.disputed,
            min_sources: self.min_sources,
            alone: false,
        }
    }

    /// Whether anything is chosen at all.
    pub fn choose(&self) -> bool {
        self.choose_facts() || !self.posts.is_empty()
    }

    /// Whether facts are chosen by anything but their post.
    pub fn choose_facts(&self) -> bool {
        let posts_only = Choices {
            posts: self.posts.clone(),
            min_sources: self.min_sources.min(1),
            ..Choices::default()
        };
        self.choices() != posts_only
    }
}

/// A store as a graph, with the names by which its nodes are found.
pub struct Graph<'s> {
    source: &'s Source,
    pub view: View,
    lang: Lang,
    schema: &'s Schema,
}

impl<'s> Graph<'s> {
    /// # Errors
    /// Where the store cannot be read, or a choice names what no fact has.
    pub fn load(
        source: &'s Source,
        choice: &ChoiceArgs,
        context: &'s Context,
    ) -> Result<Self, CliError> {
        Self::of(source, choice.choices(), context)
    }

    /// The same with entities of which only literals are told.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_all(
        source: &'s Source,
        choice: &ChoiceArgs,
        context: &'s Context,
    ) -> Result<Self, CliError> {
        let choices = Choices {
            alone: true,
            ..choice.choices()
        };
        Self::of(source, choices, context)
    }

    fn of(
        source: &'s Source,
        mut choices: Choices,
        context: &'s Context,
    ) -> Result<Self, CliError> {
        let mut graph = Self {
            source,
            view: View::default(),
            lang: context.lang,
            schema: context.schema()?,
        };
        for country in &mut choices.countries {
            *country = graph.find(country)?.into_string();
        }
        let mut view = source.view(&choices, context.lang)?;
        view.label_terms(|iri| {
            let class = graph
                .schema
                .classes()
                .find(|info| info.class.iri().as_str() == iri);
            let property = graph
                .schema
                .properties()
                .find(|info| info.property.iri().as_str() == iri);
            let words = class
                .map(|info| &info.words)
                .or(property.map(|info| &info.words))?;
            words.label(context.lang).map(str::to_owned)
        });
        graph.view = view;
        Ok(graph)
    }

    /// The entity that a name stands for.
    fn find(&self, name: &str) -> Result<NamedNode, CliError> {
        self.source.fetch(&Need::Names)?;
        let knowledge = Knowledge::new(self.source.inner(), self.lang, self.schema);
        Ok(Names::find_in(&knowledge, name)?)
    }

    /// What it was read from.
    pub fn source(&self) -> &'s Source {
        self.source
    }

    /// The node that a name stands for.
    ///
    /// # Errors
    /// Where the store has no such name, or several entities have it, or no fact that was chosen
    /// touches the entity.
    pub fn node(&self, name: &str) -> Result<NodeId, CliError> {
        let entity = self.find(name)?;
        self.view.node(entity.as_str()).ok_or_else(|| {
            CliError::new(format!(
                "no fact that was chosen links `{name}` with anything"
            ))
            .help(format!(
                "`tacheron show {name:?}` says what is known of it; \
                     --stance all takes also what is denied, hedged or asked"
            ))
        })
    }

    /// The nodes of several names.
    ///
    /// # Errors
    /// As [`node`](Self::node).
    pub fn nodes(&self, names: &[String]) -> Result<Vec<NodeId>, CliError> {
        names.iter().map(|name| self.node(name)).collect()
    }

    /// The class that a name stands for, as the view has it.
    ///
    /// # Errors
    /// Where no entity that takes part in a fact has such a class.
    pub fn class(&self, name: &str) -> Result<TermId, CliError> {
        let bare = name.strip_prefix("tac:").unwrap_or(name);
        let mut known: Vec<TermId> = self
            .view
            .nodes
            .iter()
            .flat_map(|node| node.classes.iter().copied())
            .collect();
        known.sort_unstable();
        known.dedup();
        let fits = |term: &TermId| {
            let term = &self.view.terms[*term];
            term.iri == name
                || term.name().eq_ignore_ascii_case(bare)
                || term.label.to_lowercase() == bare.to_lowercase()
        };
        known.iter().copied().find(fits).ok_or_else(|| {
            let names = known.iter().map(|&term| self.view.terms[term].name());
            CliError::new(format!("no entity here is of the class `{name}`")).help(format!(
                "there are: {}",
                names.collect::<Vec<_>>().join(", ")
            ))
        })
    }

    /// Fetches the passages of claims, by their numbers in the view.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quote_claims(
        &mut self,
        claims: impl IntoIterator<Item = usize>,
    ) -> Result<(), CliError> {
        let claims: Vec<usize> = claims.into_iter().collect();
        let named = claims
            .iter()
            .filter_map(|&claim| self.view.claims.get(claim));
        self.fetch_passages(named.map(|claim| claim.iri.clone()).collect())?;
        Ok(walk::quote_claims(
            self.source.inner(),
            &mut self.view,
            claims,
        )?)
    }

    /// Fetches the passages for some facts.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn quote(&mut self, edges: impl IntoIterator<Item = usize>) -> Result<(), CliError> {
        let edges: Vec<usize> = edges.into_iter().collect();
        let of_edges = edges.iter().filter_map(|&edge| self.view.edges.get(edge));
        let claims = of_edges.flat_map(|edge| edge.claims.clone());
        let named = claims.filter_map(|claim| self.view.claims.get(claim));
        self.fetch_passages(named.map(|claim| claim.iri.clone()).collect())?;
        Ok(walk::quote(self.source.inner(), &mut self.view, edges)?)
    }

    fn fetch_passages(&self, mut claims: Vec<String>) -> Result<(), CliError> {
        claims.sort_unstable();
        claims.dedup();
        self.source.fetch(&Need::Passages(claims))
    }
}

impl From<walk::Error> for CliError {
    fn from(error: walk::Error) -> Self {
        CliError::new(error)
    }
}
