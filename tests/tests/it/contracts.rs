//! A contract per folder of `contracts`: machines of real services, with facts of public documents. For each: histories with their verdicts,
//! and waits by the published client against the fault server.

mod served;

#[path = "../../contracts/acme/test.rs"]
mod acme;
