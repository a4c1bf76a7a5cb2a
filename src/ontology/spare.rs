//! Things that are dear to make and that whoever needs one next may use again, on any thread.

use std::sync::{Mutex, PoisonError};

/// A stock of things that are not in use. What they hold must change no result.
pub struct Spare<T>(Mutex<Vec<T>>);

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Spare(Mutex::default())
    }
}

/// A copy of what owns the stock begins with none.
impl<T> Clone for Spare<T> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl<T> Spare<T> {
    pub fn take(&self) -> Option<T> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.pop()
    }

    pub fn give_back(&self, thing: T) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(thing);
    }

    /// Drops all of them.
    pub fn clear(&mut self) {
        let all = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        all.clear();
    }
}
