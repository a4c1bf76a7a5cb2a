//! Tables for people: fitted to the width of the terminal, long cells folded.

use comfy_table::{
    Attribute, Cell, CellAlignment, ColumnConstraint, ContentArrangement, Row, Width,
};
use comfy_table::{LineStyle, TableStyle};

/// Rows under headings, for any of the formats of tables.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    pub columns: Vec<Column>,
    /// Each as long as `columns`; a cell without a value is empty.
    pub rows: Vec<Vec<String>>,
}

/// The heading of a column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    pub name: String,
    /// Numbers stand to the right.
    pub numeric: bool,
}

impl Table {
    /// A table without rows; names of columns that start with `#` are numbers, and lose it.
    pub fn new(columns: &[&str]) -> Self {
        let column = |name: &&str| Column {
            name: name.trim_start_matches('#').to_owned(),
            numeric: name.starts_with('#'),
        };
        Self {
            columns: columns.iter().map(column).collect(),
            rows: vec![],
        }
    }

    /// The table for a terminal of so many columns of text, ended by a line feed. Rows are parted by
    /// lines where many of them take more than one; where few do, that would only make it longer.
    pub fn text(&self, width: u16, colored: bool) -> String {
        let mut table = comfy_table::Table::new();
        table
            .load_style(style(false))
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(width)
            .set_header(self.header(colored));
        if colored {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table.add_rows(self.rows.iter().map(|cells| Row::from(cells.clone())));
        for ((at, column), least) in self
            .columns
            .iter()
            .enumerate()
            .zip(self.least_widths(width))
        {
            let Some(shown) = table.column_mut(at) else {
                continue;
            };
            shown.set_padding((0, 1));
            if column.numeric {
                shown.set_cell_alignment(CellAlignment::Right);
            }
            shown.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
        let lines = |text: &str| text.lines().count();
        let mut text = table.trim_fmt();
        let header = 2 * usize::from(!self.columns.is_empty());
        let folded = lines(&text).saturating_sub(header + self.rows.len());
        if folded > self.rows.len() / 3 {
            table.load_style(style(true));
            text = table.trim_fmt();
        }
        text.push('\n');
        text
    }

    fn header(&self, colored: bool) -> Vec<Cell> {
        let cell = |column: &Column| match colored {
            true => Cell::new(&column.name).add_attribute(Attribute::Bold),
            false => Cell::new(&column.name),
        };
        self.columns.iter().map(cell).collect()
    }

    /// As much for each column as its longest word takes, so that a long neighbour does not fold it to
    /// a column of single letters; where that is too much for all, the widest give way.
    fn least_widths(&self, width: u16) -> Vec<u16> {
        let longest: Vec<usize> = (0..self.columns.len())
            .map(|at| self.longest_word(at))
            .collect();
        let gaps = 2 * self.columns.len();
        let fits = |most: &usize| {
            let words: usize = longest.iter().map(|word| word.min(most)).sum();
            words + gaps <= usize::from(width)
        };
        let most = (1..=usize::from(width)).rev().find(fits).unwrap_or(1);
        let least = |word: &usize| u16::try_from((*word).min(most) + 1).unwrap_or(width);
        longest.iter().map(least).collect()
    }

    /// In characters.
    fn longest_word(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .chain(self.columns.get(column).map(|column| &column.name))
            .flat_map(|cell| cell.split_whitespace())
            .map(|word| word.chars().count())
            .max()
            .unwrap_or(0)
    }
}

fn style(parted: bool) -> TableStyle {
    let style = TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));
    match parted {
        true => style.row_separator(LineStyle::none().fill('╌').junction('╌')),
        false => style,
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    fn table() -> Table {
        let mut table = Table::new(&["name", "#count"]);
        table.rows = vec![
            vec!["Amazon Mechanical Turk".into(), "500".into()],
            vec!["Ünïçödé 日本".into(), "7".into()],
        ];
        table
    }

    #[test]
    fn short_rows_stand_close_and_numbers_to_the_right() {
        let text = table().text(80, false);
        assert_eq!(
            text.lines().map(str::trim_end).collect::<Vec<_>>(),
            [
                "name                    count",
                "──────────────────────────────",
                "Amazon Mechanical Turk    500",
                "Ünïçödé 日本                7",
            ]
        );
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        let mut table = table();
        table.rows.push(vec!["a long cell ".repeat(20), "1".into()]);
        for width in [20, 40, 80, 120] {
            for line in table.text(width, false).lines() {
                assert!(line.chars().count() <= usize::from(width), "{line}");
            }
        }
    }

    #[test]
    fn words_stay_whole_where_there_is_room() {
        let mut table = Table::new(&["a", "b"]);
        table.rows = vec![vec!["Philippines".into(), "long text ".repeat(30)]];
        for width in [30, 80] {
            assert!(table.text(width, false).contains("Philippines"), "{width}");
        }
    }

    #[test]
    fn only_colours_add_escapes() {
        assert!(!table().text(80, false).contains('\u{1b}'));
        assert!(table().text(80, true).contains('\u{1b}'));
    }
}
