/** One page that shows what each loss does to predictions that go wrong step by step. */
package org.segloss.demo.explore;
