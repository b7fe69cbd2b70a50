/** What the pages share: HTML files that need nothing but a browser. */
package org.segloss.demo.page;
