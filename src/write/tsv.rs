//! Tables as tab-separated values, for programs: a line of headings, a line for each row.
//!
//! Tabs, line feeds, carriage returns and backslashes of a cell are written `\t`, `\n`, `\r`, `\\`
//! (<https://www.iana.org/assignments/media-types/text/tab-separated-values> allows no tab in a cell).

use super::table::Table;

impl Table {
    /// The whole table.
    pub fn tsv(&self) -> String {
        let mut text = String::new();
        line(
            &mut text,
            self.columns.iter().map(|column| column.name.as_str()),
        );
        for row in &self.rows {
            line(&mut text, row.iter().map(String::as_str));
        }
        text
    }
}

fn line<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            text.push('\t');
        }
        for c in cell.chars() {
            match c {
                '\t' => text.push_str("\\t"),
                '\n' => text.push_str("\\n"),
                '\r' => text.push_str("\\r"),
                '\\' => text.push_str("\\\\"),
                c => text.push(c),
            }
        }
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;

    #[test]
    fn a_row_is_a_line_whatever_its_cells_hold() {
        let mut table = Table::new(&["a", "#b"]);
        table.rows = vec![vec!["x\ty\nz\\".into(), String::new()]];
        assert_eq!(table.tsv(), "a\tb\nx\\ty\\nz\\\\\t\n");
    }
}
