errspec::include_spec!("include_spec/wrong_spec/spec.yaml");

fn main() {}
