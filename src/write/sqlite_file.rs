//! Rows → a database file of SQLite (<https://www.sqlite.org/fileformat2.html>), in plain Rust.
//!
//! SQLite itself is C, and whoever builds this program needs no compiler for that. A file that is
//! written once and never changed is the easy part of the format: tables in order of their row ids,
//! pages filled from the first row to the last, no index, no free page. The same rows give the same bytes.

/// The value of a cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    Null,
    Whole(i64),
    Real(f64),
    Text(String),
}

/// A table with its rows. Its first column is the INTEGER PRIMARY KEY, which is the number of the row
/// from 1 on and does not stand in `rows`.
#[derive(Clone, PartialEq, Debug)]
pub struct Relation {
    pub name: &'static str,
    /// The `CREATE TABLE` statement.
    pub sql: &'static str,
    pub rows: Vec<Vec<Cell>>,
}

/// A view: its name and its `CREATE VIEW` statement.
pub type Sight = (&'static str, &'static str);

const PAGE: usize = 4096;
/// Of the first page, before its tree begins.
const FILE_HEADER: usize = 100;
const LEAF_HEADER: usize = 8;
const INNER_HEADER: usize = 12;
const LEAF: u8 = 0x0d;
const INNER: u8 = 0x05;
/// The largest payload that stands wholly in its page, and the least of a larger one that does
/// (section 1.6 of the specification).
const MOST_LOCAL: usize = PAGE - 35;
const LEAST_LOCAL: usize = (PAGE - 12) * 32 / 255 - 23;
/// Pages under an inner one: each takes 15 bytes at most, so these fit.
const CHILDREN: usize = 200;
/// The version of SQLite whose features the file uses.
const SQLITE_VERSION: u32 = 3_040_000;

/// The file; `None` where the statements of tables and views do not fit into its first page.
pub fn file(relations: &[Relation], sights: &[Sight]) -> Option<Vec<u8>> {
    let mut pages = Pages(vec![Vec::new()]);
    let mut schema = Vec::new();
    for relation in relations {
        let root = pages.tree(&relation.rows);
        schema.push(entry("table", relation.name, root, relation.sql));
    }
    for (name, sql) in sights {
        schema.push(entry("view", name, 0, sql));
    }
    let mut first = Filling::new(LEAF, FILE_HEADER);
    for (number, row) in schema.iter().enumerate() {
        let cell = pages.leaf_cell(number as u64 + 1, &record(row));
        if !first.fits(&cell) {
            return None;
        }
        first.push(&cell);
    }
    let count = pages.0.len();
    pages.0[0] = first.page(None);
    pages.0[0][..FILE_HEADER].copy_from_slice(&file_header(u32::try_from(count).ok()?));
    Some(pages.0.concat())
}

/// A row of `sqlite_schema`: type, name, table, root page, statement.
fn entry(kind: &str, name: &str, root: u32, sql: &str) -> Vec<Cell> {
    vec![
        Cell::Text(kind.to_owned()),
        Cell::Text(name.to_owned()),
        Cell::Text(name.to_owned()),
        Cell::Whole(i64::from(root)),
        Cell::Text(sql.to_owned()),
    ]
}

fn file_header(pages: u32) -> [u8; FILE_HEADER] {
    let mut header = [0; FILE_HEADER];
    header[..16].copy_from_slice(b"SQLite format 3\0");
    header[16..18].copy_from_slice(&(PAGE as u16).to_be_bytes());
    // Readable and writable by all versions, nothing reserved, and the three fractions, which are fixed.
    header[18..24].copy_from_slice(&[1, 1, 0, 64, 32, 32]);
    let mut number = |at: usize, value: u32| {
        header[at..at + 4].copy_from_slice(&value.to_be_bytes());
    };
    number(24, 1); // changes so far
    number(28, pages);
    number(40, 1); // changes of the schema
    number(44, 4); // format of the schema
    number(56, 1); // UTF-8
    number(92, 1); // the count of changes for which the next number holds
    number(96, SQLITE_VERSION);
    header
}

/// The pages so far; the number of a page is its place from 1 on.
struct Pages(Vec<Vec<u8>>);

impl Pages {
    fn add(&mut self, page: Vec<u8>) -> u32 {
        self.0.push(page);
        self.0.len() as u32
    }

    /// Writes the rows and returns the page at the root of their tree.
    fn tree(&mut self, rows: &[Vec<Cell>]) -> u32 {
        // Each page of a level with the largest row id in it.
        let mut level: Vec<(u32, u64)> = Vec::new();
        let mut filling = Filling::new(LEAF, 0);
        let mut id = 0;
        for cells in rows {
            let mut all = vec![Cell::Null];
            all.extend_from_slice(cells);
            let cell = self.leaf_cell(id + 1, &record(&all));
            if !filling.fits(&cell) {
                let full = std::mem::replace(&mut filling, Filling::new(LEAF, 0));
                level.push((self.add(full.page(None)), id));
            }
            id += 1;
            filling.push(&cell);
        }
        level.push((self.add(filling.page(None)), id));
        while level.len() > 1 {
            level = self.level_above(&level);
        }
        level[0].0
    }

    fn level_above(&mut self, below: &[(u32, u64)]) -> Vec<(u32, u64)> {
        // Evenly, for a page with a single child is none.
        let pages = below.len().div_ceil(CHILDREN);
        let mut level = Vec::with_capacity(pages);
        for page in 0..pages {
            let children = &below[below.len() * page / pages..below.len() * (page + 1) / pages];
            let mut filling = Filling::new(INNER, 0);
            let Some((&(last, id), others)) = children.split_last() else {
                continue;
            };
            for &(page, id) in others {
                let mut cell = page.to_be_bytes().to_vec();
                push_varint(&mut cell, id);
                filling.push(&cell);
            }
            level.push((self.add(filling.page(Some(last))), id));
        }
        level
    }

    /// The cell of a row; what is too long for a page goes on in pages of its own.
    fn leaf_cell(&mut self, id: u64, record: &[u8]) -> Vec<u8> {
        let mut cell = Vec::new();
        push_varint(&mut cell, record.len() as u64);
        push_varint(&mut cell, id);
        if record.len() <= MOST_LOCAL {
            cell.extend_from_slice(record);
            return cell;
        }
        let per_page = PAGE - 4;
        let fitting = LEAST_LOCAL + (record.len() - LEAST_LOCAL) % per_page;
        let local = if fitting <= MOST_LOCAL {
            fitting
        } else {
            LEAST_LOCAL
        };
        cell.extend_from_slice(&record[..local]);
        let next = self.0.len() as u32 + 1;
        cell.extend_from_slice(&next.to_be_bytes());
        let parts: Vec<&[u8]> = record[local..].chunks(per_page).collect();
        for (number, part) in parts.iter().enumerate() {
            let more = number + 1 < parts.len();
            let next = if more { self.0.len() as u32 + 2 } else { 0 };
            let mut page = next.to_be_bytes().to_vec();
            page.extend_from_slice(part);
            page.resize(PAGE, 0);
            self.add(page);
        }
        cell
    }
}

/// A page of a tree while cells are put into it, from its end backwards.
struct Filling {
    kind: u8,
    /// Where the header of the tree stands.
    start: usize,
    page: Vec<u8>,
    cells: Vec<u16>,
    content: usize,
}

impl Filling {
    fn new(kind: u8, start: usize) -> Self {
        Self {
            kind,
            start,
            page: vec![0; PAGE],
            cells: Vec::new(),
            content: PAGE,
        }
    }

    fn header(&self) -> usize {
        self.start
            + if self.kind == LEAF {
                LEAF_HEADER
            } else {
                INNER_HEADER
            }
    }

    fn fits(&self, cell: &[u8]) -> bool {
        self.header() + 2 * (self.cells.len() + 1) + cell.len() <= self.content
    }

    fn push(&mut self, cell: &[u8]) {
        self.content -= cell.len();
        self.page[self.content..self.content + cell.len()].copy_from_slice(cell);
        self.cells.push(self.content as u16);
    }

    fn page(mut self, last_child: Option<u32>) -> Vec<u8> {
        let at = self.start;
        self.page[at] = self.kind;
        self.page[at + 3..at + 5].copy_from_slice(&(self.cells.len() as u16).to_be_bytes());
        self.page[at + 5..at + 7].copy_from_slice(&(self.content as u16).to_be_bytes());
        if let Some(child) = last_child {
            self.page[at + 8..at + 12].copy_from_slice(&child.to_be_bytes());
        }
        let header = self.header();
        for (number, cell) in self.cells.iter().enumerate() {
            let at = header + 2 * number;
            self.page[at..at + 2].copy_from_slice(&cell.to_be_bytes());
        }
        self.page
    }
}

/// The record of a row: the type of each value, then the values.
fn record(cells: &[Cell]) -> Vec<u8> {
    let mut types = Vec::new();
    let mut body = Vec::new();
    for cell in cells {
        match cell {
            Cell::Null => types.push(0),
            Cell::Whole(number) => {
                types.push(6);
                body.extend_from_slice(&number.to_be_bytes());
            }
            Cell::Real(number) => {
                types.push(7);
                body.extend_from_slice(&number.to_be_bytes());
            }
            Cell::Text(text) => {
                push_varint(&mut types, 13 + 2 * text.len() as u64);
                body.extend_from_slice(text.as_bytes());
            }
        }
    }
    let mut record = Vec::new();
    // The length of the header counts itself.
    let length = types.len() as u64 + 1;
    push_varint(&mut record, if length > 127 { length + 1 } else { length });
    record.extend_from_slice(&types);
    record.extend_from_slice(&body);
    record
}

/// A whole number in one to nine bytes, seven bits in each but a ninth, the highest first.
fn push_varint(out: &mut Vec<u8>, number: u64) {
    if number >> 56 != 0 {
        let high = number >> 8;
        out.extend((0..8).rev().map(|part| (high >> (7 * part)) as u8 | 0x80));
        out.push(number as u8);
        return;
    }
    let parts = (1..9)
        .find(|&parts| number >> (7 * parts) == 0)
        .unwrap_or(8);
    out.extend((0..parts).rev().map(|part| {
        let more = if part > 0 { 0x80 } else { 0 };
        (number >> (7 * part)) as u8 & 0x7f | more
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_take_as_many_bytes_as_they_need() {
        let varint = |number| {
            let mut out = Vec::new();
            push_varint(&mut out, number);
            out
        };
        assert_eq!(varint(0), [0]);
        assert_eq!(varint(127), [127]);
        assert_eq!(varint(128), [0x81, 0]);
        assert_eq!(varint(16_384), [0x81, 0x80, 0]);
        assert_eq!(varint((1 << 56) - 1).len(), 8);
        assert_eq!(varint(u64::MAX), [0xff; 9]);
    }

    #[test]
    fn an_empty_database_is_two_pages() {
        let relation = Relation {
            name: "t",
            sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)",
            rows: vec![],
        };
        let bytes = file(&[relation], &[]).unwrap();
        assert_eq!(bytes.len(), 2 * PAGE);
        assert_eq!(bytes[PAGE], LEAF);
    }
}
