package org.sunshineledger.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestValueException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every exception into a problem; no reader ever sees a stack trace. */
@ControllerAdvice
final class ProblemAdvice {

  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final Problems problems;
  private final ErrorPages pages;

  ProblemAdvice(Problems problems, ErrorPages pages) {
    this.problems = problems;
    this.pages = pages;
  }

  @ExceptionHandler
  @Nullable ModelAndView on(
      Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
    // Security answers its own, and nobody is left to answer once the reader has gone.
    if (thrown instanceof AccessDeniedException || thrown instanceof AuthenticationException)
      throw thrown;
    if (thrown instanceof AsyncRequestNotUsableException
        || (thrown instanceof IOException && response.isCommitted())) return null;
    // An answer that breaks off in the middle must not look whole: the connection goes with it.
    if (response.isCommitted()) throw thrown;
    response.resetBuffer();
    return pages.render(problemOf(thrown, request), request, response);
  }

  private Problem problemOf(Exception thrown, HttpServletRequest request) {
    @Nullable Problem ofAnOrder = problems.ofOrder(thrown, request);
    if (ofAnOrder != null) return ofAnOrder;
    return switch (thrown) {
      case MethodArgumentTypeMismatchException mismatch ->
          problems.of(Fault.MALFORMED, null, mismatch.getName(), request);
      case MissingServletRequestParameterException missing ->
          problems.of(Fault.MALFORMED, null, missing.getParameterName(), request);
      case MissingRequestValueException _ -> problems.of(Fault.MALFORMED, null, null, request);
      case InvalidParameterException tooLarge
          when tooLarge.getErrorCode() == Fault.TOO_LARGE.status().value() ->
          problems.of(Fault.TOO_LARGE, null, null, request);
      // Parameters are read when the first is asked for; not all of them need be any.
      case RequestRejectedException _, InvalidParameterException _ ->
          problems.of(Fault.MALFORMED, null, null, request);
      case MissingServletRequestPartException missing ->
          problems.of(Fault.MALFORMED, null, missing.getRequestPartName(), request);
      case MaxUploadSizeExceededException _ -> problems.of(Fault.TOO_LARGE, null, null, request);
      case MultipartException _ -> problems.of(Fault.MALFORMED, null, "body", request);
      case HttpMessageNotReadableException _ -> problems.of(Fault.MALFORMED, null, "body", request);
      case NoResourceFoundException _ -> problems.of(Fault.UNKNOWN_ADDRESS, null, null, request);
      case NoHandlerFoundException _ -> problems.of(Fault.UNKNOWN_ADDRESS, null, null, request);
      case HttpRequestMethodNotSupportedException method ->
          problems
              .of(Fault.WRONG_METHOD, null, null, request)
              .with(HttpHeaders.ALLOW, String.join(", ", allowed(method)));
      case HttpMediaTypeNotAcceptableException _ ->
          problems.of(Fault.NOT_ACCEPTABLE, null, null, request);
      case HttpMediaTypeNotSupportedException media ->
          problems
              .of(Fault.WRONG_MEDIA_TYPE, null, null, request)
              .with(HttpHeaders.ACCEPT, MediaType.toString(media.getSupportedMediaTypes()));
      default -> {
        // The address may hold a household's number, so only its handler is named.
        log.error("a {} request failed", request.getMethod(), thrown);
        yield problems.of(Fault.INTERNAL, null, null, request);
      }
    };
  }

  private static String[] allowed(HttpRequestMethodNotSupportedException method) {
    String[] supported = method.getSupportedMethods();
    return supported == null ? new String[0] : supported;
  }
}
