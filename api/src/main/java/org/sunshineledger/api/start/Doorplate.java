package org.sunshineledger.api.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the doors are once they are open. */
@Component
final class Doorplate {

  private static final Logger log = LoggerFactory.getLogger("org.sunshineledger.start");

  @EventListener
  void open(WebServerInitializedEvent opened) {
    log.info("阳光账本 is open: http://localhost:{}/", opened.getWebServer().getPort());
  }
}
