errspec::include_spec!("include_spec/missing_file/spec.yaml");

fn main() {}
