//! The page on AutoRetouch's errors and states, line by line. The names of the tests are the numbers of its facts.

mod answers;
mod conduct;
mod oauth;
mod states;
