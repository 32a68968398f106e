/**
 * What pattoo's database knows, but the samples: agents, datapoints and their metadata, charts, languages, translations, users
 * and favorites. All of it in memory, durable in one appended file. Threads: none of its own; any thread may read without
 * waiting, and changes take the monitor of {@link io.puypuy.server.inventory.Inventory}, which is not held during I/O.
 */
@NullMarked
package io.puypuy.server.inventory;

import org.jspecify.annotations.NullMarked;
