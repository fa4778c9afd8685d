/// What the operator costs, each time against a floor that is measured in the same run.
///
/// Entry point: [dev.chatops.bench.Bench], by `make bench`. The operator is the packaged process
/// under its shipped rights; whoever asks, and the floor, have accounts of their own that the API
/// server's flow control does not exempt. `docs/design/performance.md` says what each row means.
@NullMarked
package dev.chatops.bench;

import org.jspecify.annotations.NullMarked;
