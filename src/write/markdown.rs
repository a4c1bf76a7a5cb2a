//! Tables in Markdown, for notes and issues
//! (<https://github.github.com/gfm/#tables-extension->).

use super::table::Table;

impl Table {
    /// The whole table.
    pub fn markdown(&self) -> String {
        let mut text = String::new();
        row(
            &mut text,
            self.columns.iter().map(|column| column.name.as_str()),
        );
        let rule = |numeric| if numeric { "---:" } else { "---" };
        row(
            &mut text,
            self.columns.iter().map(|column| rule(column.numeric)),
        );
        for cells in &self.rows {
            row(&mut text, cells.iter().map(String::as_str));
        }
        text
    }
}

fn row<'c>(text: &mut String, cells: impl Iterator<Item = &'c str>) {
    for cell in cells {
        text.push_str("| ");
        for c in cell.chars() {
            match c {
                // What else would end the cell, or start mark-up that its writer did not mean.
                '|' | '\\' | '*' | '_' | '`' | '<' | '[' | ']' => text.extend(['\\', c]),
                '\n' | '\r' => text.push(' '),
                c => text.push(c),
            }
        }
        text.push(' ');
    }
    text.push_str("|\n");
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;

    #[test]
    fn cells_stay_cells() {
        let mut table = Table::new(&["a", "#b"]);
        table.rows = vec![vec!["x|y *z*".into(), "1".into()]];
        assert_eq!(
            table.markdown(),
            "| a | b |\n| --- | ---: |\n| x\\|y \\*z\\* | 1 |\n"
        );
    }
}
