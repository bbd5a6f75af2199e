package org.sunshineledger.api;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Listens to who reads what is restricted, whatever the log is told to leave out. */
public final class NotedReadings implements AutoCloseable {

  private final Logger readings = (Logger) LoggerFactory.getLogger("org.sunshineledger.reading");
  private final ListAppender<ILoggingEvent> noted = new ListAppender<>();

  /** None where the logger is told by those above it. */
  private final @Nullable Level former = readings.getLevel();

  public NotedReadings() {
    noted.start();
    readings.setLevel(Level.INFO);
    readings.addAppender(noted);
  }

  /** What was noted so far. */
  public List<String> said() {
    return noted.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  @Override
  public void close() {
    readings.detachAppender(noted);
    readings.setLevel(former);
  }
}
