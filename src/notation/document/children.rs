//! What lies directly in an object or array.

use std::ops::Range;

use super::{Document, Node, NodeIndex};

/// The slots of a container's children, stepping over what lies below them.
#[derive(Debug, Clone)]
pub(super) struct Children<'t> {
    document: Document<'t>,
    at: u32,
    end: u32,
}

impl<'t> Children<'t> {
    #[inline]
    pub(super) fn new(document: Document<'t>, slots: Range<u32>) -> Self {
        Self { document, at: slots.start, end: slots.end }
    }
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let child = Node::new(self.document, NodeIndex(self.at));
        self.at = child.slot().next;
        Some(child)
    }
}

/// The elements of an array. See [`Node::elements`].
#[derive(Debug, Clone)]
pub struct Elements<'t> {
    children: Children<'t>,
}

impl<'t> Elements<'t> {
    #[inline]
    pub(super) fn new(children: Children<'t>) -> Self {
        Self { children }
    }
}

impl<'t> Iterator for Elements<'t> {
    type Item = Node<'t>;

    #[inline]
    fn next(&mut self) -> Option<Node<'t>> {
        self.children.next()
    }
}

/// All members of an object. See [`Node::written_members`].
#[derive(Debug, Clone)]
pub struct WrittenMembers<'t> {
    children: Children<'t>,
}

impl<'t> WrittenMembers<'t> {
    #[inline]
    pub(super) fn new(children: Children<'t>) -> Self {
        Self { children }
    }
}

impl<'t> Iterator for WrittenMembers<'t> {
    type Item = (Node<'t>, Node<'t>);

    #[inline]
    fn next(&mut self) -> Option<(Node<'t>, Node<'t>)> {
        let key = self.children.next()?;
        Some((key, self.children.next()?))
    }
}

/// The members of an object that count. See [`Node::members`].
#[derive(Debug, Clone)]
pub struct Members<'t> {
    written: WrittenMembers<'t>,
}

impl<'t> Members<'t> {
    #[inline]
    pub(super) fn new(written: WrittenMembers<'t>) -> Self {
        Self { written }
    }
}

impl<'t> Iterator for Members<'t> {
    type Item = (Node<'t>, Node<'t>);

    #[inline]
    fn next(&mut self) -> Option<(Node<'t>, Node<'t>)> {
        self.written.find(|(key, _)| !key.slot().is_duplicate)
    }
}
