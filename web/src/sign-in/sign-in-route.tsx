import { createLazyRoute } from '@tanstack/react-router';
import { SignInPage } from './sign-in-page.tsx';

export const signInRoute = createLazyRoute('/sign-in')({ component: SignInPage });
