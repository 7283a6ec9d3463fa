/**
 * Addresses of a page's views, so that the browser's Back and Reload stay where the teacher, or the learner at homework, is.
 *
 * The place stands behind the `#`, which no server is sent: nothing of it is logged anywhere. What has no address of its
 * own is found again through the view around it.
 */

/**
 * @typedef {{class?: string, homework?: string, problem?: string, view?: string}} Place Nothing for the list of classes, or of homework.
 */

/** @param {Place} place */
export function addressOf(place) {
  const parts = new URLSearchParams(Object.entries(place).filter(([, value]) => value)).toString();
  return location.pathname + location.search + (parts && `#${parts}`);
}

/** @returns {Place} Where the browser's address says that they are. */
export function placeHere() {
  return Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
}

/** Note where they are now, unless the browser went there itself. @param {Place} place */
export function noted(place) {
  const address = addressOf(place);
  if (address !== location.pathname + location.search + location.hash) history.pushState(null, "", address);
}
