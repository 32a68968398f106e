package io.puypuy.engine.delivery;

/** Time as a lane sees it. */
interface LaneClock {
    LaneClock SYSTEM = new LaneClock() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }
    };

    /** For durations. */
    long nanos();

    /** For people; milliseconds since 1970. */
    long millis();
}
