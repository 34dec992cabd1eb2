"""What axe finds on a page; contrast is looked at once for each way in which words are painted."""

from __future__ import annotations

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Page

SCRIPT = AXE_FILE_PATH

JUDGE = """async known => {
    const CLEAR = 'rgba(0, 0, 0, 0),none,1,static,auto,none,visible,none,normal';
    const painted = new Set(known), fresh = new Set(), behind = new Map();
    const under = each => {
        if (!each) return '';
        if (!behind.has(each)) {
            const look = getComputedStyle(each);
            const own = [look.backgroundColor, look.backgroundImage, look.opacity, look.position,
                look.clip, look.clipPath, look.overflow, look.filter, look.mixBlendMode].join();
            const before = under(each.parentElement);
            behind.set(each, own === CLEAR || before.endsWith(own) ? before : `${before};${own}`);
        }
        return behind.get(each);
    };
    for (const each of document.querySelectorAll('body *')) {
        const look = getComputedStyle(each);
        const way = [under(each), look.color, look.fontSize, look.fontWeight].join();
        if (painted.has(way)) each.dataset.paintedAsBefore = '';
        else if (each.checkVisibility({visibilityProperty: true, opacityProperty: true}))
            fresh.add(way);
    }
    axe.configure({rules: [
        {id: 'color-contrast', selector: ':not([data-painted-as-before])'}]});
    const found = await axe.run({resultTypes: ['violations']});
    const said = found.violations.flatMap(broken => broken.nodes.map(
        node => `${broken.id}: ${broken.help}: ${node.html.slice(0, 160)}`));
    return [said, [...fresh]];
}"""
"""What axe found to be right needn't be gathered, nor the same colours, size and weight over the
same ground measured again on every page: both took most of its time."""


def accessibility_problems(page: Page, painted: set[str] | None = None) -> list[str]:
    """What axe finds on the page as it stands, in sentences; only where scripts may run.

    `painted`: the ways of painting words whose contrast was looked at on other pages of this look.
    """
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        raise ValueError("axe would wait for ever in a window without JavaScript")
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT.read_text(encoding="utf-8"))
    said, fresh = page.evaluate(JUDGE, sorted(painted or ()))
    if painted is not None:
        painted.update(fresh)
    return said
