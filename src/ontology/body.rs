//! What kind of body a name of the lexicon is: a newspaper, a union, a court.

use serde::Deserialize;

/// The kinds of bodies that files of names tell apart, by the field `kind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BodyKind {
    Agency,
    Association,
    Broadcaster,
    Court,
    Institute,
    International,
    Journal,
    LawFirm,
    Magazine,
    NewsSite,
    Newspaper,
    Ngo,
    Party,
    PublicBody,
    Publisher,
    Radio,
    Television,
    ThinkTank,
    Union,
    University,
}

impl BodyKind {
    /// Whether it is one of research and teaching.
    pub fn is_academic(self) -> bool {
        matches!(self, BodyKind::Institute | BodyKind::University)
    }

    /// Whether it has branches by place and trade that are bodies of their own.
    pub fn has_branches(self) -> bool {
        matches!(
            self,
            BodyKind::Union
                | BodyKind::Party
                | BodyKind::University
                | BodyKind::Institute
                | BodyKind::Association
                | BodyKind::Ngo
                | BodyKind::International
                | BodyKind::Court
        )
    }

    /// Whether it brings out articles, interviews and broadcasts.
    pub fn is_medium(self) -> bool {
        matches!(
            self,
            BodyKind::Agency
                | BodyKind::Broadcaster
                | BodyKind::Journal
                | BodyKind::Magazine
                | BodyKind::NewsSite
                | BodyKind::Newspaper
                | BodyKind::Radio
                | BodyKind::Television
        )
    }
}
