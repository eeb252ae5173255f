//! Each derive as a user writes it, compared with the same facts written as YAML.

mod twin {
    errspec::include_spec!("tests/it/derive/payments.yaml");
}
mod codes;
mod states;
mod statuses;
mod retryable;
mod against;
mod cost;
mod rules;
mod stand_in;
mod allowed;
