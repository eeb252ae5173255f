//! The contracts that the tests serve.

errspec::include_spec!("tests/orders.yaml");
errspec::include_spec!("tests/shapes.yaml");
