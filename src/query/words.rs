//! The words of SPARQL 1.1 (<https://www.w3.org/TR/sparql11-query/#sparqlGrammar>), to tell a
//! misspelt one from a right one, to know what follows it, to colour them and to complete them.

pub const KEYWORDS: &[&str] = &[
    "BASE",
    "PREFIX",
    "SELECT",
    "CONSTRUCT",
    "DESCRIBE",
    "ASK",
    "FROM",
    "NAMED",
    "WHERE",
    "ORDER",
    "BY",
    "ASC",
    "DESC",
    "LIMIT",
    "OFFSET",
    "GROUP",
    "HAVING",
    "DISTINCT",
    "REDUCED",
    "AS",
    "VALUES",
    "UNDEF",
    "OPTIONAL",
    "GRAPH",
    "UNION",
    "FILTER",
    "EXISTS",
    "NOT",
    "MINUS",
    "BIND",
    "SERVICE",
    "SILENT",
    "IN",
    "LATERAL",
    "a",
    "true",
    "false",
    "SEPARATOR",
];

/// The words that only an update has (<https://www.w3.org/TR/sparql11-update/>).
pub const UPDATE: &[&str] = &[
    "INSERT", "DELETE", "DATA", "WITH", "USING", "LOAD", "INTO", "CLEAR", "DROP", "CREATE", "ADD",
    "MOVE", "COPY", "TO", "DEFAULT", "ALL",
];

/// How many arguments a function takes at most where any number will do.
pub const ANY: usize = usize::MAX;

/// The functions of single rows, with how many arguments they take at least and at most.
pub const ARGUMENTS: &[(&str, usize, usize)] = &[
    ("STR", 1, 1),
    ("LANG", 1, 1),
    ("LANGMATCHES", 2, 2),
    ("DATATYPE", 1, 1),
    ("BOUND", 1, 1),
    ("IRI", 1, 1),
    ("URI", 1, 1),
    ("BNODE", 0, 1),
    ("RAND", 0, 0),
    ("ABS", 1, 1),
    ("CEIL", 1, 1),
    ("FLOOR", 1, 1),
    ("ROUND", 1, 1),
    ("CONCAT", 0, ANY),
    ("STRLEN", 1, 1),
    ("UCASE", 1, 1),
    ("LCASE", 1, 1),
    ("ENCODE_FOR_URI", 1, 1),
    ("CONTAINS", 2, 2),
    ("STRSTARTS", 2, 2),
    ("STRENDS", 2, 2),
    ("STRBEFORE", 2, 2),
    ("STRAFTER", 2, 2),
    ("YEAR", 1, 1),
    ("MONTH", 1, 1),
    ("DAY", 1, 1),
    ("HOURS", 1, 1),
    ("MINUTES", 1, 1),
    ("SECONDS", 1, 1),
    ("TIMEZONE", 1, 1),
    ("TZ", 1, 1),
    ("NOW", 0, 0),
    ("UUID", 0, 0),
    ("STRUUID", 0, 0),
    ("MD5", 1, 1),
    ("SHA1", 1, 1),
    ("SHA256", 1, 1),
    ("SHA384", 1, 1),
    ("SHA512", 1, 1),
    ("COALESCE", 0, ANY),
    ("IF", 3, 3),
    ("STRLANG", 2, 2),
    ("STRDT", 2, 2),
    ("SAMETERM", 2, 2),
    ("ISIRI", 1, 1),
    ("ISURI", 1, 1),
    ("ISBLANK", 1, 1),
    ("ISLITERAL", 1, 1),
    ("ISNUMERIC", 1, 1),
    ("REGEX", 2, 3),
    ("SUBSTR", 2, 3),
    ("REPLACE", 3, 4),
];

/// The functions of groups.
pub const AGGREGATES: &[&str] = &[
    "COUNT",
    "SUM",
    "MIN",
    "MAX",
    "AVG",
    "SAMPLE",
    "GROUP_CONCAT",
];

/// The names of all functions: those of single rows and those of groups.
pub const FUNCTIONS: &[&str] = &NAMES;

const NAMES: [&str; ARGUMENTS.len() + AGGREGATES.len()] = {
    let mut names = [""; ARGUMENTS.len() + AGGREGATES.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = match at < ARGUMENTS.len() {
            true => ARGUMENTS[at].0,
            false => AGGREGATES[at - ARGUMENTS.len()],
        };
        at += 1;
    }
    names
};
