//! A page of text for people: headings, lines folded to the width, paler lines for sources.

use anstyle::Style;
use textwrap::{WordSeparator, WordSplitter};

/// A page that grows from top to bottom.
#[derive(Clone, Debug)]
pub struct Page {
    text: String,
    width: usize,
    colored: bool,
}

impl Page {
    /// For a terminal of so many columns of text.
    pub fn new(width: u16, colored: bool) -> Self {
        Self {
            text: String::new(),
            width: usize::from(width),
            colored,
        }
    }

    /// A heading.
    pub fn heading(&mut self, text: &str) {
        self.styled(0, text, Style::new().bold());
    }

    /// A line, so many columns in; what does not fit goes on two columns further in.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.styled(indent, text, Style::new());
    }

    /// A line that matters less.
    pub fn pale(&mut self, indent: usize, text: &str) {
        self.styled(indent, text, Style::new().dimmed());
    }

    /// An empty line, but at the top and behind another one.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Text that is laid out already, such as a table.
    pub fn block(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn styled(&mut self, indent: usize, text: &str, style: Style) {
        let first = " ".repeat(indent);
        let further = " ".repeat(indent + 2);
        let options = textwrap::Options::new(self.width)
            .initial_indent(&first)
            .subsequent_indent(&further)
            // Dates and addresses are not broken at their hyphens and slashes.
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation);
        // A quote keeps its words, not the line feeds of its page; `800\u{a0}000` stays one word.
        let words = text.split([' ', '\n', '\r', '\t']);
        let text: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        let text = text.join(" ");
        for line in textwrap::wrap(&text, options) {
            match self.colored {
                true => self.text.push_str(&format!("{style}{line}{style:#}\n")),
                false => {
                    self.text.push_str(line.trim_end());
                    self.text.push('\n');
                }
            }
        }
    }

    /// The whole page.
    pub fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn lines_are_folded_and_stay_within_the_width() {
        let mut page = Page::new(20, false);
        page.gap();
        page.heading("Title");
        page.line(2, "a line that\nis too long for twenty");
        page.gap();
        page.gap();
        page.pale(0, "800\u{a0}000 on 2018-06-12 end");
        assert_eq!(
            page.into_text(),
            "Title\n  a line that is too\n    long for twenty\n\n800\u{a0}000 on\n  2018-06-12 end\n"
        );
    }
}
