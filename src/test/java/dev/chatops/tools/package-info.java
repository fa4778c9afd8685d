/// The scripts under `tools/`, as they behave on systems that lack something.
@NullMarked
package dev.chatops.tools;

import org.jspecify.annotations.NullMarked;
