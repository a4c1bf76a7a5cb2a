//! Sentences and mentions → facts: rules, scopes, speakers, and the forms that span several lines.

pub mod asides;
pub mod attach;
pub mod automaton;
pub mod circumstances;
pub mod classes;
pub mod draft;
pub mod extent;
pub mod facts;
pub mod frames;
pub mod governed;
pub mod hints;
pub mod hub;
pub mod lists;
pub mod matches;
pub mod proposals;
pub mod rules;
pub mod scope;
pub mod settings;
pub mod speech;
pub mod structure;
