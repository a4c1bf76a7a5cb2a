//! The language of rules: a sentence with holes.
//!
//! | written | matches |
//! |---|---|
//! | `word` | that word, case and accents aside; a mark (`,` `(` `:`) matches itself |
//! | `word*` | any word that starts so |
//! | `~verb` | any form of a word that the language pack inflects |
//! | `@list` | any phrase of that list of the pack |
//! | `<name:Class>` | an entity of that class; `Class|Class` one of several |
//! | `<name:Class~>` | also a proper name of which nothing is known: the rule makes it one |
//! | `<name:Class+>` | a coordinated list of them: one fact each |
//! | `[ … ]`, `[ a \| b ]` | optional |
//! | `( a \| b )` | one of several |
//! | `<name:Acronym>` | a proper name of one word in capitals of which nothing is known yet |
//! | `<name:Region>` | a place of the lexicon that others lie in: a state, a province, a part of a country |
//! | `<name:Title>` | the words from a capital letter to where the rule goes on |
//! | `...3` | at most three tokens of any kind inside the clause |
//! | `_` | any one token |
//! | `^`, `$` | the start and the end of the sentence |
//! | `"` | an opening or closing quotation mark of any kind |
//! | `\(` `\[` `\|` | these marks themselves |

use super::kinds::Kinds;

#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    Word(String),
    Prefix(String),
    Lemma(String),
    List(String),
    Slot(Slot),
    Optional(Vec<Node>),
    Choice(Vec<Vec<Node>>),
    Gap(usize),
    Any,
    Start,
    End,
    Quote,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    pub name: String,
    pub kinds: Kinds,
    /// The class named first: what an unknown name becomes.
    pub best: Kinds,
    /// Takes unknown names too and gives them the first class of `kinds`.
    pub coerce: bool,
    pub list: bool,
}

/// As it is written in a rule.
impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let choices = |choices: &[Vec<Node>]| {
            let written: Vec<String> = choices.iter().map(|nodes| written(nodes)).collect();
            written.join(" | ")
        };
        match self {
            Node::Word(mark) if matches!(mark.as_str(), "(" | ")" | "[" | "]" | "|" | "<") => {
                write!(f, "\\{mark}")
            }
            Node::Word(word) => f.write_str(word),
            Node::Prefix(prefix) => write!(f, "{prefix}*"),
            Node::Lemma(lemma) => write!(f, "~{lemma}"),
            Node::List(list) => write!(f, "@{list}"),
            Node::Slot(slot) => {
                let unknown = if slot.coerce { "~" } else { "" };
                let list = if slot.list { "+" } else { "" };
                write!(f, "<{}:{}{unknown}{list}>", slot.name, slot.kinds)
            }
            Node::Optional(inner) => match inner.as_slice() {
                [Node::Choice(inner)] => write!(f, "[{}]", choices(inner)),
                inner => write!(f, "[{}]", written(inner)),
            },
            Node::Choice(inner) => write!(f, "( {} )", choices(inner)),
            Node::Gap(length) => write!(f, "...{length}"),
            Node::Any => f.write_str("_"),
            Node::Start => f.write_str("^"),
            Node::End => f.write_str("$"),
            Node::Quote => f.write_str("\""),
        }
    }
}

/// A sequence as it is written in a rule.
pub fn written(nodes: &[Node]) -> String {
    let written: Vec<String> = nodes.iter().map(Node::to_string).collect();
    written.join(" ")
}

/// Reads what a rule says. The error tells what is wrong in words.
pub fn parse(say: &str) -> Result<Vec<Node>, String> {
    let mut parser = Parser { rest: say };
    let nodes = parser.sequence()?;
    match parser.rest.chars().next() {
        None if nodes.is_empty() => Err("says nothing".into()),
        None => Ok(nodes),
        Some(c) => Err(format!("`{c}` closes nothing here: `{}`", parser.rest)),
    }
}

struct Parser<'s> {
    rest: &'s str,
}

impl<'s> Parser<'s> {
    fn sequence(&mut self) -> Result<Vec<Node>, String> {
        let mut nodes = Vec::new();
        loop {
            self.rest = self.rest.trim_start();
            let Some(c) = self.rest.chars().next() else {
                return Ok(nodes);
            };
            match c {
                ')' | ']' | '|' => return Ok(nodes),
                '[' => {
                    self.skip(1);
                    let mut choices = self.choices()?;
                    self.close(']')?;
                    let inner = if choices.len() == 1 {
                        choices.remove(0)
                    } else {
                        vec![Node::Choice(choices)]
                    };
                    nodes.push(Node::Optional(inner));
                }
                '(' => {
                    self.skip(1);
                    let choices = self.choices()?;
                    self.close(')')?;
                    nodes.push(Node::Choice(choices));
                }
                '<' => nodes.push(self.slot()?),
                '~' => nodes.push(Node::Lemma(self.name(1)?)),
                '@' => nodes.push(Node::List(self.name(1)?)),
                '^' => {
                    self.skip(1);
                    nodes.push(Node::Start);
                }
                '$' => {
                    self.skip(1);
                    nodes.push(Node::End);
                }
                '_' => {
                    self.skip(1);
                    nodes.push(Node::Any);
                }
                '"' => {
                    self.skip(1);
                    nodes.push(Node::Quote);
                }
                '\\' => {
                    self.skip(1);
                    let mark = self.rest.chars().next().ok_or("a `\\` stands at the end")?;
                    self.skip(mark.len_utf8());
                    nodes.push(Node::Word(mark.to_string()));
                }
                _ if self.rest.starts_with("...") => {
                    self.skip(3);
                    let digits = self.rest.bytes().take_while(u8::is_ascii_digit).count();
                    let length = self.rest[..digits]
                        .parse()
                        .ok()
                        .filter(|n| (1..=20).contains(n));
                    nodes.push(Node::Gap(
                        length.ok_or("`...` wants a number from 1 to 20 right behind it")?,
                    ));
                    self.skip(digits);
                }
                _ => {
                    let stop = self
                        .rest
                        .find(|c: char| c.is_whitespace() || "[]()<|".contains(c))
                        .unwrap_or(self.rest.len());
                    let written = &self.rest[..stop];
                    self.skip(stop);
                    match written.strip_suffix('*') {
                        Some(prefix) if !prefix.is_empty() => {
                            // a prefix may follow whole words: "porte-parole*"
                            let mut words = super::words::words_of(prefix);
                            let last = words
                                .pop()
                                .ok_or_else(|| format!("`{written}` is no prefix"))?;
                            nodes.extend(words.into_iter().map(Node::Word));
                            nodes.push(Node::Prefix(last));
                        }
                        _ => nodes
                            .extend(super::words::words_of(written).into_iter().map(Node::Word)),
                    }
                }
            }
        }
    }

    fn choices(&mut self) -> Result<Vec<Vec<Node>>, String> {
        let mut choices = vec![self.sequence()?];
        while self.rest.starts_with('|') {
            self.skip(1);
            choices.push(self.sequence()?);
        }
        match choices.iter().any(Vec::is_empty) {
            true => {
                Err("a choice has an empty side; write `[ … ]` for what may be left out".into())
            }
            false => Ok(choices),
        }
    }

    fn slot(&mut self) -> Result<Node, String> {
        let end = self
            .rest
            .find('>')
            .ok_or_else(|| format!("`{}` wants a closing `>`", self.rest))?;
        let inner = &self.rest[1..end];
        self.skip(end + 1);
        let (name, kinds) = inner
            .split_once(':')
            .ok_or_else(|| format!("`<{inner}>` wants the form `<name:Class>`"))?;
        let list = kinds.ends_with('+');
        let kinds = kinds.trim_end_matches('+');
        let coerce = kinds.ends_with('~');
        let (mut all, mut best) = (Kinds::NONE, Kinds::NONE);
        for kind in kinds.trim_end_matches('~').split('|') {
            let kind = kind.trim();
            let named =
                Kinds::named(kind).ok_or_else(|| format!("`{kind}` in `<{inner}>` is no class"))?;
            if best.is_none() {
                best = Kinds(named.0 & Kinds::ANY_CLASS.0);
            }
            all = all.or(named);
        }
        if name.is_empty()
            || !name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
        {
            return Err(format!(
                "`{name}` in `<{inner}>` is no name for a slot: lower case letters"
            ));
        }
        Ok(Node::Slot(Slot {
            name: name.to_owned(),
            kinds: all,
            best,
            coerce,
            list,
        }))
    }

    fn name(&mut self, skip: usize) -> Result<String, String> {
        self.skip(skip);
        let stop = self
            .rest
            .find(|c: char| c.is_whitespace() || "[]()<>|,;:".contains(c))
            .unwrap_or(self.rest.len());
        let name = &self.rest[..stop];
        self.skip(stop);
        if name.is_empty() {
            Err("a `~` or `@` wants a name right behind it".into())
        } else {
            Ok(name.to_owned())
        }
    }

    fn close(&mut self, mark: char) -> Result<(), String> {
        if self.rest.starts_with(mark) {
            self.skip(1);
            Ok(())
        } else {
            Err(format!("a `{mark}` is missing"))
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.rest = &self.rest[bytes..];
    }
}
