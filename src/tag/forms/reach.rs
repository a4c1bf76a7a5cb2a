//! How far a name reaches: where somebody's name starts behind an organisation's, a field of study that is
//! a list.

use super::Reader;
use crate::ontology::body::BodyKind;
use crate::ontology::kinds::Kinds;
use crate::ontology::lexicon::Form;
use crate::ontology::words::WordId;
use crate::split::{Shape, TokenKind};
use crate::tag::Mention;
use crate::tag::names::Candidate;

impl Reader<'_> {
    /// Whether a first and a second name start behind an organisation that is complete: behind its head
    /// word, or behind the place in "Comune di Prato".
    pub(super) fn somebody_behind(&self, first: usize, at: usize) -> bool {
        let lexicon = &self.knowledge.lexicon;
        let named = lexicon.is_given_name(self.tokens[at].word)
            && at + 1 < self.sentence.end
            && self.tokens[at + 1].capital()
            && at >= first + 2;
        let placed =
            || (first..at).any(|t| self.links(t)) && lexicon.is_start(self.tokens[at - 1].word);
        named && (self.word_in(at - 1, "org-heads") || placed())
    }

    /// Whether a name that a foreign head word closes has its seat behind it: "York University di Toronto".
    pub(super) fn seated(&self, first: usize, end: usize, next: usize) -> bool {
        end > first + 1
            && next == end + 1
            && self.word_in(end - 1, "org-tails")
            && !self.word_in(first, "org-heads")
            && self.word_in(end, "genitive-markers")
            && self.tokens[end].text(self.post) != "of"
            && self.known(next, Kinds::PLACE.or(Kinds::COUNTRY)).is_some()
    }

    /// Whether what looks like a first and a second name is two names of the lexicon side by side, the
    /// first of a country: "in Germania Lieferando employs".
    pub(super) fn known_names(&self, span: &Mention, candidates: &[Candidate]) -> bool {
        let certain = |first: usize| {
            candidates
                .iter()
                .filter(|c| c.mention.first == first && c.mention.end <= span.end && !c.ambiguous)
                .max_by_key(|c| c.mention.end)
        };
        let Some(country) = certain(span.first).filter(|c| c.mention.kinds.has(Kinds::COUNTRY))
        else {
            return false;
        };
        span.kinds.has(Kinds::PERSON)
            && certain(country.mention.end).is_some_and(|c| c.mention.end == span.end)
    }

    /// Where a field of study ends that is a list: "Centre for Work, Organisation and Society".
    pub(super) fn field_behind(&self, first: usize, comma: usize) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        let named = |word: WordId| {
            let walk = lexicon.walk().step(word);
            walk.is_some_and(|walk| walk.forms().iter().any(|(form, _)| !form.ambiguous))
        };
        let word = |at: usize| {
            at < self.sentence.end
                && self.tokens[at].kind == TokenKind::Word
                && self.tokens[at].capital()
                && self.tokens[at].shape != Shape::Upper
                && !named(self.tokens[at].word)
                && !lexicon.is_given_name(self.tokens[at].word)
        };
        let headed = |at: usize| self.word_in(at, "org-heads") && self.links(at + 1);
        if !(first..comma).any(headed) || !word(comma - 1) {
            return None;
        }
        let mut at = comma;
        while self.is_mark(at, ",") && word(at + 1) {
            at += 2;
            at += usize::from(word(at));
        }
        let conjunction = at > comma && self.word_in(at, "conjunctions");
        (conjunction && word(at + 1)).then_some(at + 2)
    }

    /// Where an organisation ends whose members stand in the genitive of the plural: "Riders' Union",
    /// "Transport Workers' Federation of Kenya".
    pub(super) fn members_behind(&self, first: usize, mark: usize) -> Option<usize> {
        const LONGEST: usize = 3;
        let plural = self.tokens[mark - 1]
            .text(self.post)
            .to_lowercase()
            .ends_with('s');
        let apostrophe = self.is_mark(mark, "'") || self.is_mark(mark, "’");
        if !plural || !apostrophe || self.pack.set("possessive-marks").is_empty() {
            return None;
        }
        // "Amazon Web Services' Cloud Institute": the owner is a name of its own, but "Data Workers' Circle"
        let bodies = Kinds::COMPANY.or(Kinds::PLATFORM).or(Kinds::ORGANIZATION);
        if self.known(first, bodies).is_some() {
            return None;
        }
        let behind = (mark + 1..self.sentence.end.min(mark + 1 + LONGEST))
            .take_while(|&at| self.tokens[at].capital() && !self.tokens[at].glued);
        let tail = |at: &usize| {
            let lists = ["org-tails", "org-heads", "event-tails"];
            lists.iter().any(|list| self.word_in(*at, list))
        };
        Some(behind.filter(tail).last()? + 1)
    }

    /// Where the name of a firm ends that its last word or its legal form tells: "Zorba Robotics", "Zorba Mobile, Inc.".
    pub(super) fn firm(&self, first: usize, end: usize) -> Option<usize> {
        let told = |at| self.word_in(at, "company-tails") || self.word_in(at, "legal-forms");
        // "Uber do Brasil Tecnologia Ltda": the name begins farther left
        let further = first >= self.sentence.first + 2
            && self.links(first - 1)
            && self.tokens[first - 2].capital()
            && self.known_from(first - 2);
        if further {
            return None;
        }
        if told(end - 1) && end > first + 1 {
            return self.legal_form_behind(end).or(Some(end));
        }
        self.legal_form_behind(end)
    }

    /// Where a firm of the lexicon ends that is named with its legal form: "Appen Ltd", "Scale AI, Inc.". It is no
    /// other firm than "Appen".
    pub(super) fn with_legal_form(&self, known: &Mention) -> Option<usize> {
        let firm = Kinds::COMPANY.or(Kinds::PLATFORM);
        // "clickworker.com Inc" is another firm than the one of the site
        let site = self.tokens[known.end - 1].kind == TokenKind::Url
            || self.tokens[known.first..known.end]
                .iter()
                .any(|t| t.text(self.post).contains('.'));
        let fits = known.kinds.has(firm) && !site;
        self.legal_form_behind(known.end).filter(|_| fits)
    }

    /// Where the legal form of a firm ends whose name ends here: "Inc.", "GmbH & Co. KG".
    fn legal_form_behind(&self, end: usize) -> Option<usize> {
        let mut end = self.legal_form_at(end)?;
        loop {
            let mut next = end + usize::from(self.is_mark(end, "&"));
            if next > end && self.word_in(next, "firm-partners") {
                next += 1 + usize::from(self.is_mark(next + 1, "."));
            }
            match self.legal_form_at(next) {
                Some(further) => end = further,
                None => return Some(end),
            }
        }
    }

    /// One word for a legal form, with the point of "Inc." inside of a sentence.
    fn legal_form_at(&self, end: usize) -> Option<usize> {
        let form = end + usize::from(self.is_mark(end, ","));
        // "Zorba Italy srl": of three letters at least, where it stands for nothing else
        let small = || {
            let token = &self.tokens[form];
            form == end && token.span.len() >= 3 && !token.capital()
        };
        let legal = self.word_in(form, "legal-forms") && (self.tokens[form].capital() || small());
        let point = || self.is_mark(form + 1, ".") && form + 2 < self.sentence.end;
        legal.then(|| form + 1 + usize::from(point()))
    }

    /// What cannot end a name: a link, an "&", a mark.
    pub(super) fn loose_end(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.shape == Shape::Lower && self.links(at) && !self.org_word(at) || self.is_mark(at, "&")
    }

    /// Whether a word stands here that says which of several of a kind: "Juzgado de lo Social número 5".
    pub(super) fn numbered(&self, at: usize) -> bool {
        let number = |at: usize| {
            at < self.sentence.end
                && self.tokens[at].kind == TokenKind::Number
                && self.tokens[at].text(self.post).len() <= 2
        };
        self.word_in(at, "number-words") && number(at + 1)
    }

    /// Where a name ends that is complete before the town where it has its seat: "Ateneo Zorba de Madrid", but
    /// "Universidad Autónoma de Madrid", "Tribunale di Milano".
    pub(super) fn without_seat(&self, first: usize, end: usize) -> usize {
        let Some(link) = (first + 2..end.saturating_sub(1)).rfind(|&at| self.links(at)) else {
            return end;
        };
        let proper = |at: usize| {
            let body = self.word_in(at, "org-heads") || self.word_in(at, "org-tails");
            self.tokens[at].shape == Shape::Title && !self.org_word(at) && !body
        };
        let town = Kinds::PLACE.or(Kinds::COUNTRY);
        let seat = self.word_in(link, "genitive-markers")
            && self.word_in(first, "org-heads")
            && !self.word_in(first, "local-heads")
            && self.tokens[first].capital()
            && (first + 1..link).all(proper)
            && self.is_whole(link + 1, end, town);
        if seat { link } else { end }
    }

    /// Whether tokens are one name of the lexicon of some kinds.
    fn is_whole(&self, first: usize, end: usize, kinds: Kinds) -> bool {
        let lexicon = &self.knowledge.lexicon;
        self.names_from(first)
            .any(|(behind, form)| behind == end && lexicon.entry(form.entry).kinds.has(kinds))
    }

    /// Whether an "&" joins the words of one name, and not two names: "Brand & Wert", but "Uber & Lyft".
    pub(super) fn one_firm(&self, first: usize, and: usize) -> bool {
        !self.known_from(first)
            && !self.known_from(and + 1)
            && !self.given(first)
            && !self.given(and + 1)
    }

    /// A common noun where nouns have capitals, by the end of the compound: "Datenanbieter".
    pub(super) fn compound(&self, at: usize) -> bool {
        const BEFORE: usize = 3;
        let tails = self.pack.set("noun-tails");
        if tails.is_empty() || at >= self.sentence.end {
            return false;
        }
        let word = self.tokens[at].text(self.post).to_lowercase();
        tails
            .iter()
            .map(|tail| self.knowledge.words.word(tail))
            .any(|tail| word.len() >= tail.len() + BEFORE && word.ends_with(tail))
    }

    /// A part of a body and the body itself, which one stroke makes one name: "(ITAS/KIT)". Two that are known are two.
    pub(super) fn part_of_body(&self, first: usize) -> Option<Mention> {
        let acronym = |at: usize| {
            let token = &self.tokens[at];
            token.kind == TokenKind::Word && token.shape == Shape::Upper
        };
        let one = first > self.sentence.first
            && first + 3 < self.sentence.end
            && self.is_mark(first - 1, "(")
            && self.is_mark(first + 1, "/")
            && self.is_mark(first + 3, ")")
            && self.tokens[first + 1].glued
            && self.tokens[first + 2].glued
            && acronym(first)
            && acronym(first + 2)
            && !(self.known_from(first) && self.known_from(first + 2));
        one.then(|| Mention::new(first, first + 3, Kinds::ORGANIZATION))
    }

    /// Whether a part of an organisation is complete before the whole to which it belongs: "the Institute of
    /// Media Studies of the University of Zorba", "Dipartimento di Sociologia dell'Università di Zorba".
    pub(super) fn whole_behind(&self, first: usize, links: usize, next: usize) -> bool {
        let link = |at: usize| {
            ["articles", "genitive-markers", "case-markers"]
                .iter()
                .any(|list| self.word_in(at, list))
        };
        links > first + 1
            && self.word_in(next, "org-wholes")
            && (links..next).all(link)
            && (first..links).any(|at| self.word_in(at, "org-parts"))
    }

    /// A capital head of an event's name inside of a sentence, with what it is about behind it: "le Forum des
    /// plateformes coopératives", "the Conference on Crowd Work".
    pub(super) fn event_head(&self, first: usize) -> bool {
        let head = |at: usize| self.word_in(at, "event-names") && self.tokens[at].capital();
        // "II Jornadas Manos del Dato", "XII Congreso de Sociología"
        if self.roman(first) && first + 1 < self.sentence.end && head(first + 1) {
            return true;
        }
        let next = first + 1;
        // "Congreso Paraguayo de …": not "Festival Uber", not "Salon Marie Dupont"
        let quality = || {
            next < self.sentence.end
                && self.tokens[next].capital()
                && self.tokens[next].shape == Shape::Title
                && !self.known_from(next)
                && !self.given(next)
        };
        head(first)
            && !self.opens(first)
            && (self.links(next) || self.org_word(next) || self.agrees(first, next) || quality())
    }

    /// "II", "XIV": which of a series it is.
    fn roman(&self, at: usize) -> bool {
        let text = self.tokens[at].text(self.post);
        self.tokens[at].shape == Shape::Upper
            && text.len() <= 6
            && text.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
            || text == "I"
            || text == "V"
            || text == "X"
    }

    /// A capital word that closes the name of an event: "Digital Labour Days", "Gig Workers' Assembly".
    pub(super) fn event_tail(&self, first: usize, at: usize) -> bool {
        at > first && self.word_in(at, "event-tails")
    }

    /// How far the common nouns behind the head of a name reach, where these are written small: "Observatoire
    /// des conditions de travail", "Comité pour l'équité des plateformes". `None` where no such noun follows.
    pub(super) fn common_complement(&self, first: usize, end: usize) -> Option<usize> {
        if self.opens(first) || self.pack.set("agreeing-tails").is_empty() {
            return None;
        }
        let mut noun = end;
        while noun < end + 4 && self.links(noun) {
            noun += 1;
        }
        // "il Garante la società": an article alone begins what is another thing
        if noun == end + 1
            && self.word_in(end, "articles")
            && !self.word_in(end, "genitive-markers")
        {
            return None;
        }
        let small = |at: usize| at < self.sentence.end && self.common_noun(at);
        if noun == end {
            // "Comité européen pour …": an adjective of the head
            return (end == first + 1 && small(noun) && self.agrees(first, noun))
                .then_some(end + 1);
        }
        // "pour défendre", "per chiedere"
        let acts = || self.word_in(noun, "happening-times") || self.word_in(noun, "time-words");
        if !small(noun) || acts() {
            return None;
        }
        let mut far = noun + 1;
        while far < noun + 3 && small(far) && self.agrees(noun, far) {
            far += 1;
        }
        Some(far)
    }

    /// A word written small that links nothing and is no part of a verb.
    fn common_noun(&self, at: usize) -> bool {
        const SHORTEST: usize = 3;
        let token = &self.tokens[at];
        token.kind == TokenKind::Word
            && token.shape == Shape::Lower
            && token.span.len() >= SHORTEST
            && ![
                "articles",
                "prepositions",
                "conjunctions",
                "name-links",
                "auxiliaries",
                "relative-pronouns",
                "subordinators",
                "subject-pronouns",
                "case-markers",
            ]
            .iter()
            .any(|list| self.word_in(at, list))
    }

    /// Whether an adjective may belong to the noun before it: one of the endings of adjectives, or the same
    /// ending of the plural.
    fn agrees(&self, noun: usize, at: usize) -> bool {
        let text = |at: usize| self.tokens[at].text(self.post).to_lowercase();
        if at >= self.sentence.end || !self.common_noun(at) {
            return false;
        }
        let word = text(at);
        let mut tails = self.pack.set("agreeing-tails").iter();
        let adjective = tails.any(|tail| word.ends_with(self.knowledge.words.word(tail)));
        let plural = matches!(self.sentence.lang.as_str(), "fr" | "es" | "pt")
            && word.ends_with('s')
            && text(noun).ends_with('s');
        adjective || plural
    }

    /// Whether the one capital word that opens a sentence is a name: a word that no list has, and behind it
    /// what stands behind names: "Zorbaride pays", "Zorbaride, the courier app", "Zorbaride's drivers".
    pub(super) fn name_opens(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.word != WordId::UNKNOWN || token.span.len() < 4 {
            return false;
        }
        let word = token.text(self.post).to_lowercase();
        let ends = |list| {
            let mut tails = self.pack.set(list).iter();
            tails.any(|tail| word.ends_with(self.knowledge.words.word(tail)))
        };
        if ends("adverb-tails") || ends("noun-tails") {
            return false;
        }
        let genitive = || {
            self.pack
                .set("possessive-marks")
                .contains(self.tokens[at + 1].word)
                && self.tokens[at + 1].glued
        };
        at + 1 < self.sentence.end
            && (self.word_in(at + 1, "behind-opening-names")
                || genitive()
                || self.is_mark(at + 1, ",") && self.word_in(at + 2, "articles")
                || self.aged(at))
    }

    /// "Lalaina, 24 ans, …": whose age stands behind the name.
    fn aged(&self, at: usize) -> bool {
        let number =
            |at: usize| at + 1 < self.sentence.end && self.tokens[at].kind == TokenKind::Number;
        self.is_mark(at + 1, ",") && number(at + 2) && self.word_in(at + 3, "age-words")
    }

    /// Whether a whole name of the lexicon starts here.
    pub(super) fn known_from(&self, at: usize) -> bool {
        self.names_from(at).next().is_some()
    }

    /// The token behind the longest name of a thing of these kinds that starts here.
    pub(super) fn known(&self, at: usize, kinds: Kinds) -> Option<usize> {
        let lexicon = &self.knowledge.lexicon;
        self.names_from(at)
            .filter(|(_, form)| !form.adjective && lexicon.entry(form.entry).kinds.has(kinds))
            .map(|(end, _)| end)
            .last()
    }

    /// Whether a title starts here, behind the name of somebody: "Siddharth Suri Ghost Work", "Francesca Tomasi
    /// L'umanista digitale".
    pub(super) fn title_behind(&self, at: usize) -> bool {
        let known = || self.known(at, Kinds::WORK).is_some_and(|end| end >= at + 2);
        let small = |at: usize| at < self.sentence.end && self.tokens[at].shape == Shape::Lower;
        self.word_in(at, "articles") && small(at + 1) || known()
    }

    /// The names of the lexicon that start here, each with the token behind it, the shortest first.
    fn names_from(&self, at: usize) -> impl Iterator<Item = (usize, Form)> {
        let mut walk = Some(self.knowledge.lexicon.walk());
        let tokens = (at..self.sentence.end).zip(&self.tokens[at..self.sentence.end]);
        let ends = tokens.map_while(move |(at, token)| {
            walk = walk.and_then(|known| known.step(token.word));
            walk.map(|walk| (at + 1, walk.forms()))
        });
        ends.flat_map(|(end, forms)| forms.iter().map(move |(form, _)| (end, *form)))
    }

    /// How far the name of a branch of a known body reaches: "CGT Vitrerie", "CFDT Services 35", "ITUC-Asia
    /// Pacific", "Sciences Po Toulouse".
    pub(super) fn branch(&self, body: &Mention) -> Option<usize> {
        const WORDS: usize = 3;
        let entry = self.knowledge.lexicon.entry(body.entry?);
        if !entry.body.is_some_and(BodyKind::has_branches) {
            return None;
        }
        let name = |at: usize| {
            at < self.sentence.end
                && self.tokens[at].kind == TokenKind::Word
                && self.tokens[at].capital()
                && !self.word_in(at, "stop-capitals")
                && !self.word_in(at, "not-names")
        };
        if !name(body.end) {
            return None;
        }
        let glued = self.tokens[body.end].hyphen;
        if let Some(end) = self.known(body.end, Kinds::PLACE.or(Kinds::COUNTRY)) {
            return Some(end);
        }
        let acronym = body.len() == 1 && self.tokens[body.first].shape == Shape::Upper;
        let other = |at: usize| {
            self.tokens[at].shape != Shape::Title || self.known_from(at) || self.given(at)
        };
        if !acronym || glued || other(body.end) || self.pack.capital_nouns {
            return None;
        }
        let mut end = body.end + 1;
        while end < body.end + WORDS && name(end) && !other(end) {
            end += 1;
        }
        // "CFDT Services 35": of a department
        let number = self.tokens.get(end).is_some_and(|t| {
            end < self.sentence.end && t.kind == TokenKind::Number && t.span.len() <= 2
        });
        Some(end + usize::from(number))
    }

    /// Whether a place is part of an unknown name: "Bretagne Data Services", "Zorba Watch Kenya", not "in
    /// Kenya Zorba Watch".
    pub(super) fn placed_name(&self, chunk: &Mention, place: &Mention) -> bool {
        let governed = chunk.first > self.sentence.first
            && self.word_in(chunk.first - 1, "place-prepositions");
        let opens = place.first == chunk.first && !governed && !self.opens(chunk.first);
        let closes = place.end == chunk.end && place.first > chunk.first;
        let (from, to) = match opens {
            true => (place.end, chunk.end),
            false => (chunk.first, place.first),
        };
        // "Bretagne, Data Services"
        (opens || closes)
            && !self.pack.capital_nouns
            && from < to
            && (from..to).all(|at| {
                self.tokens[at].kind == TokenKind::Word
                    && self.tokens[at].capital()
                    && !self.word_in(at, "stop-capitals")
                    && !self.word_in(at, "not-names")
                    && !self.given(at)
                    && !self.known_from(at)
            })
    }
}
