//! A program with the generated folder to itself, which uses next to nothing of it: no warning says so.
#![forbid(unsafe_code)]
#![deny(warnings)]

#[path = "../contracts/mod.rs"]
mod contracts;

fn main() {
    println!("{}", contracts::payments::Status::PaymentRequired);
}
