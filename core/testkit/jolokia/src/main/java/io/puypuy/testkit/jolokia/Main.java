package io.puypuy.testkit.jolokia;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** A JVM that waits for work until it is ended. */
public final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
        ManagementFactory.getPlatformMBeanServer()
                .registerMBean(
                        new StandardMBean(new Work(), WorkMBean.class), new ObjectName("puypuy.testkit:type=Work"));
        new CountDownLatch(1).await();
    }
}
