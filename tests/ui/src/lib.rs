//! What the programs under `typestate` use.

errspec::include_spec!("../cases/typestate/spec.yaml");
