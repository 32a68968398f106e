/** The commands mntr and ruok of ZooKeeper. */
@NullMarked
package io.puypuy.check.zookeeper;

import org.jspecify.annotations.NullMarked;
