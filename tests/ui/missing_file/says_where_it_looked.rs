errspec::include_spec!("ui/missing_file/spec.yaml");

fn main() {}
