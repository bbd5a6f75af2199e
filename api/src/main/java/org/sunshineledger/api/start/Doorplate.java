package org.sunshineledger.api.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.endpoint.web.WebServerNamespace;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says where the doors are once they are open. */
@Component
final class Doorplate {

  private static final Logger log = LoggerFactory.getLogger("org.sunshineledger.start");

  @EventListener
  void open(WebServerInitializedEvent opened) {
    int port = opened.getWebServer().getPort();
    if (WebServerNamespace.from(opened.getApplicationContext()).equals(WebServerNamespace.SERVER))
      log.info("阳光账本 is open: http://localhost:{}/", port);
    else log.info("运维 For operators: http://localhost:{}/actuator", port);
  }
}
