errspec::include_spec!("ui/wrong_spec/spec.yaml");

fn main() {}
