//! Where a statement ends: a command at the end of its line, a query at a `;` outside of its brackets or at
//! an empty line behind them.

use crate::query::lexer::{Kind, pieces};

/// One statement of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Statement<'t> {
    /// Without the `;` and white space around it.
    pub text: &'t str,
    /// The byte of the whole text where it starts.
    pub start: usize,
}

impl Statement<'_> {
    /// Whether it speaks to the shell, not to the store.
    pub fn is_command(&self) -> bool {
        self.text.starts_with('.')
    }
}

/// The statements that are whole, and the byte behind the last of them. What follows is white space or
/// comments, or the start of a statement.
pub fn whole(text: &str) -> (Vec<Statement<'_>>, usize) {
    let mut statements = vec![];
    let mut at = 0;
    loop {
        let start = at + text[at..].len() - text[at..].trim_start().len();
        let rest = &text[start..];
        let end = match rest.chars().next() {
            None => return (statements, start),
            Some('.') => rest.find('\n').map(|end| (end, end)),
            Some('#') => {
                at = start + rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            Some(_) => end_of_query(rest),
        };
        let Some((end, behind)) = end else {
            return (statements, start);
        };
        let statement = rest[..end].trim_end();
        if !statement.is_empty() {
            statements.push(Statement {
                text: statement,
                start,
            });
        }
        at = start + behind;
    }
}

/// What is left at the end of a script: a statement without its end. `None` where there is nothing.
pub fn last(text: &str, from: usize) -> Option<Statement<'_>> {
    let rest = &text[from..];
    pieces(rest)
        .any(|piece| piece.kind != Kind::Comment)
        .then(|| Statement {
            text: rest.trim(),
            start: from + rest.len() - rest.trim_start().len(),
        })
}

/// Words behind which a template stands.
const BEFORE_TEMPLATES: &[&str] = &["CONSTRUCT", "INSERT", "DELETE"];

/// Words behind which no brackets need to follow.
const WITHOUT_BRACKETS: &[&str] = &[
    "DESCRIBE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY",
];

/// The byte where the query at the start of a text ends, and the one where the next can start.
fn end_of_query(text: &str) -> Option<(usize, usize)> {
    let mut depth = 0_usize;
    let mut has_body = false;
    let mut behind = 0;
    let mut before = "";
    // What stands between brackets behind these words is a template, and a body follows.
    let mut is_template = false;
    for piece in pieces(text) {
        let at = piece.span;
        let is_empty_line = text[behind..at.start].matches('\n').count() > 1;
        if depth == 0 && has_body && is_empty_line {
            return Some((behind, behind));
        }
        match (piece.kind, piece.text) {
            (Kind::Sign, open @ ("{" | "(" | "[")) => {
                if depth == 0 && open == "{" {
                    is_template = is_one_of(before, BEFORE_TEMPLATES);
                }
                depth += 1;
            }
            (Kind::Sign, close @ ("}" | ")" | "]")) => {
                depth = depth.saturating_sub(1);
                has_body |= depth == 0 && close == "}" && !is_template;
            }
            (Kind::Sign, ";") if depth == 0 => return Some((at.start, at.end)),
            (Kind::Word, word) => has_body |= is_one_of(word, WITHOUT_BRACKETS),
            // Nothing can be told behind it.
            (Kind::Open, _) => return None,
            _ => {}
        }
        if piece.kind != Kind::Comment {
            before = piece.text;
        }
        behind = at.end;
    }
    let is_empty_line = text[behind..].matches('\n').count() > 1;
    (depth == 0 && has_body && is_empty_line).then_some((behind, text.len()))
}

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::{last, whole};

    /// The whole statements, and what is left.
    fn cut(text: &str) -> (Vec<&str>, Option<&str>) {
        let (statements, rest) = whole(text);
        let texts = statements.iter().map(|statement| statement.text).collect();
        (texts, last(text, rest).map(|statement| statement.text))
    }

    #[test]
    fn a_semicolon_ends_a_query_outside_of_its_brackets() {
        assert_eq!(
            cut("ASK { ?a ?b ?c ; ?d ?e }; SELECT * { ?s ?p ';' } ;\n"),
            (
                vec!["ASK { ?a ?b ?c ; ?d ?e }", "SELECT * { ?s ?p ';' }"],
                None
            )
        );
        assert_eq!(
            cut("ASK { ?a ?b ?c ;\n"),
            (vec![], Some("ASK { ?a ?b ?c ;"))
        );
    }

    #[test]
    fn an_empty_line_ends_a_query_that_has_its_brackets() {
        assert_eq!(
            cut("PREFIX x: <http://x/>\n\nSELECT ?a\n\n{ ?a x:b\n\n ?c }\n \nASK {}\n\n"),
            (
                vec![
                    "PREFIX x: <http://x/>\n\nSELECT ?a\n\n{ ?a x:b\n\n ?c }",
                    "ASK {}"
                ],
                None
            )
        );
        let one_more_line = "SELECT ?a { ?a ?b ?c }\nORDER BY ?a";
        assert_eq!(cut(one_more_line), (vec![], Some(one_more_line)));
        assert_eq!(
            cut("DESCRIBE <http://x/a>\n\n").0,
            ["DESCRIBE <http://x/a>"]
        );
        let in_parts = "DELETE { ?a ?b ?c } # old\n\nINSERT { ?a ?b 1 }\n\nWHERE { ?a ?b ?c }";
        let data = "INSERT DATA { x:a x:b x:c }";
        let text =
            format!("{in_parts}\n\n{data}\n\nCONSTRUCT {{ ?a ?b ?c }}\n\n{{ ?a ?b ?c }}\n\n");
        assert_eq!(
            cut(&text).0,
            [in_parts, data, "CONSTRUCT { ?a ?b ?c }\n\n{ ?a ?b ?c }"]
        );
    }

    #[test]
    fn a_command_is_a_line() {
        assert_eq!(
            cut("# first\n.who Uber; \nASK {}\n. # no command\n;\n.quit"),
            (vec![".who Uber;", "ASK {}\n. # no command"], Some(".quit"))
        );
        assert_eq!(cut("# nothing\n ;; \n"), (vec![], None));
    }

    #[test]
    fn what_stands_in_strings_and_comments_ends_nothing() {
        for open in [
            "ASK { ?a ?b '}' ",
            "ASK { ?a ?b '''};\n\n",
            "ASK { # }\n;\n\n",
        ] {
            assert!(cut(open).0.is_empty(), "{open}");
        }
    }

    #[test]
    fn a_statement_knows_where_it_starts() {
        let text = "\n\n ASK {} ;\n.help\n";
        let (statements, _) = whole(text);
        let starts: Vec<&str> = statements.iter().map(|it| &text[it.start..]).collect();
        assert!(starts[0].starts_with("ASK") && starts[1].starts_with(".help"));
        assert!(!statements[0].is_command() && statements[1].is_command());
    }
}
