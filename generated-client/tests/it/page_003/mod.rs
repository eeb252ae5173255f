//! The page of the vision API, line by line. The names of the tests are the numbers of its facts.

mod bodies;
mod codes;
mod statuses;
