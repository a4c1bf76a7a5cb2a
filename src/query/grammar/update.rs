//! Updates (<https://www.w3.org/TR/sparql11-update/>): operations with semicolons between them.

use super::{Off, Walk, Walked};

impl Walk<'_> {
    pub(super) fn update(&mut self) -> Walked {
        loop {
            self.prologue()?;
            if self.next().is_none() {
                return Ok(());
            }
            self.operation()?;
            if !self.sign(";") {
                return Ok(());
            }
        }
    }

    fn operation(&mut self) -> Walked {
        if self.word("INSERT") {
            if self.word("DATA") {
                return self.quads();
            }
            self.quads()?;
            self.changed_where()
        } else if self.word("DELETE") {
            if self.word("DATA") || self.word("WHERE") {
                return self.quads();
            }
            self.modify()
        } else if self.word("WITH") {
            self.must_iri()?;
            if self.word("DELETE") {
                return self.modify();
            }
            self.must_word("INSERT")?;
            self.quads()?;
            self.changed_where()
        } else if self.word("LOAD") {
            self.silent();
            self.must_iri()?;
            if self.word("INTO") {
                self.must_word("GRAPH")?;
                self.must_iri()?;
            }
            Ok(())
        } else if self.word("CLEAR") || self.word("DROP") {
            self.silent();
            if self.word("DEFAULT") || self.word("NAMED") || self.word("ALL") {
                return Ok(());
            }
            self.must_word("GRAPH")?;
            self.must_iri()
        } else if self.word("CREATE") {
            self.silent();
            self.must_word("GRAPH")?;
            self.must_iri()
        } else if self.word("ADD") || self.word("MOVE") || self.word("COPY") {
            self.silent();
            self.graph_or_default()?;
            self.must_word("TO")?;
            self.graph_or_default()
        } else {
            Err(Off)
        }
    }

    fn silent(&mut self) {
        if self.is_word("SILENT") {
            self.take();
        }
    }

    fn graph_or_default(&mut self) -> Walked {
        if self.word("DEFAULT") {
            return Ok(());
        }
        self.word("GRAPH");
        self.must_iri()
    }

    /// Behind DELETE.
    fn modify(&mut self) -> Walked {
        self.quads()?;
        if self.word("INSERT") {
            self.quads()?;
        }
        self.changed_where()
    }

    fn changed_where(&mut self) -> Walked {
        while self.is_word("USING") {
            self.take();
            self.word("NAMED");
            self.must_iri()?;
        }
        self.must_word("WHERE")?;
        self.group()
    }

    /// `{ … }` of triples, some of them in graphs.
    fn quads(&mut self) -> Walked {
        self.must_sign("{")?;
        loop {
            self.triples(false)?;
            if !self.word("GRAPH") {
                return self.must_sign("}");
            }
            self.variable_or_iri()?;
            self.must_sign("{")?;
            self.triples(false)?;
            self.must_sign("}")?;
            if self.is_sign(".") {
                self.take();
            }
        }
    }
}
