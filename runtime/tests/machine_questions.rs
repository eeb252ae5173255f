//! The questions an emitted machine answers.

mod execution;
