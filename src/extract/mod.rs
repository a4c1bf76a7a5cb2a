pub mod automaton;
